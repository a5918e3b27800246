// Each of these tests takes both cores; side by side they would measure each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
