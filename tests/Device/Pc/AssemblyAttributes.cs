// Two tests never share anything, but one clock of the machine serves them all: one at a time, as on the device.
[assembly: Microsoft.VisualStudio.TestTools.UnitTesting.DoNotParallelize]
