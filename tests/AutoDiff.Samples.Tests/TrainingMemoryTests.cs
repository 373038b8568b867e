using Bootcamp;
using Xunit;

namespace AutoDiff.Samples.Tests;

/// <summary>How much memory a process holds is measured while nothing else runs in it.</summary>
[CollectionDefinition("alone", DisableParallelization = true)]
public sealed class Alone;

[Collection("alone")]
public sealed class TrainingMemoryTests
{
    [Fact]
    public void Training_takes_no_memory_once_it_is_warm()
    {
        TensorRandom random = new(5);
        (Tensor<float> x, Tensor<float> y) = LinearFit.MakePoints(random);
        LinearModel model = new(random);
        Sgd optimizer = new(model.Parameters(), learningRate: 0.01);
        Train(500);
        (long allocated, long held) = (GC.GetAllocatedBytesForCurrentThread(), GC.GetTotalMemory(forceFullCollection: true));
        Train(10_000);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - allocated, 0, 10_000);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - held, long.MinValue, 1_000_000);

        void Train(int steps)
        {
            for (int i = 0; i < steps; i++)
            {
                optimizer.ZeroGradients();
                LinearFit.LossBackward(model, x, y);
                optimizer.Step();
            }
        }
    }
}
