// Brokers and nodes are processes of their own; two cores run one scenario at a time best.
[assembly: Microsoft.VisualStudio.TestTools.UnitTesting.DoNotParallelize]
