// Brokers and gateways are processes of their own; two cores run one scenario at a time best.
[assembly: DoNotParallelize]
