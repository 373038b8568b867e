using Xunit;

namespace AutoDiff.Runtime.Tests;

public sealed class ParameterTests
{
    [Fact]
    public void OperatorsAreThoseOfTensors()
    {
        Parameter<float> w = new([1f, 2f]), b = new(3f);
        Tensor<float> x = [10f, 20f];
        Assert.Equal([13f, 43f], (w * x + b).ToArray());
        Assert.Equal([13f, 43f], (b + x * w).ToArray());
        Assert.Equal([1f, 4f], (w * w).ToArray());
        Assert.Equal([2f, 4f], (2 * w).ToArray());
        Assert.Equal([2f, 4f], (w * 2).ToArray());
        Assert.Equal([4f, 2f], (4 / w).ToArray());
        Assert.Equal([-1f, 0f], (w - 2).ToArray());
        Assert.Equal([1f, 0f], (2f - w).ToArray());
        Assert.Equal([-9f, -18f], (w - x).ToArray());
        Assert.Equal([10f, 10f], (x / w).ToArray());
        Assert.Equal([-1f, -2f], (-w).ToArray());
        Assert.Equal([1f, 2f], (+w).ToArray());
        Assert.Equal(5f, Tensor.MatMul(w, (Tensor<float>)w).Item());
    }

    [Fact]
    public void PrintsAsPyTorchDoes()
    {
        Parameter<float> w = new([1f, 2.5f]);
        Assert.Equal("Parameter containing:\ntensor([1.0000, 2.5000])", w.ToString());
        Parameter untyped = w;
        Assert.Equal("tensor([1.0000, 2.5000])", $"{untyped.Value}");
        Assert.Null(untyped.Gradient);
    }

    [Fact]
    public void TheMemoryIsItsOwn()
    {
        Tensor<float> start = [1f, 2f];
        Parameter<float> w = new(start);
        Tensor<float> value = w.Value;
        start[0] = 7;
        Assert.Equal([1f, 2f], w.Value.ToArray());
        w.Value = new float[] { 3, 4 };
        Assert.Same(value, w.Value);
        Assert.Equal([3f, 4f], value.ToArray());
        w.Value = w.Value.Flip(0);
        Assert.Equal([4f, 3f], value.ToArray());
    }

    [Fact]
    public void AnotherShapeIsRefused()
    {
        Parameter<float> w = new([1f, 2f], "w");
        ShapeException problem = Assert.Throws<ShapeException>(() => w.Value = 1f);
        Assert.Contains("'w' has the shape [2]", problem.Message);
        problem = Assert.Throws<ShapeException>(() => w.AddGradient(Tensor.Zeros<float>(2, 1)));
        Assert.Contains("[2, 1]", problem.Message);
        Assert.Null(w.Gradient);
    }

    [Fact]
    public void GradientsAccumulateInPlace()
    {
        Parameter<double> w = new(Tensor.Zeros<double>(2, 3));
        Assert.Null(w.Gradient);
        w.AddGradient(Tensor.BroadcastTo<double>(2.0, [2, 3]));
        Tensor<double> gradient = w.Gradient!;
        Tensor<double> transposed = new double[,] { { 1, 2 }, { 3, 4 }, { 5, 6 } };
        w.AddGradient(transposed.T);
        Assert.Same(gradient, w.Gradient);
        Assert.Equal([3.0, 5, 7, 4, 6, 8], gradient.ToArray());
        w.ZeroGradient();
        Assert.Same(gradient, w.Gradient);
        Assert.Equal(new double[6], gradient.ToArray());
        w.ZeroGradient(setToNone: true);
        Assert.Null(w.Gradient);
    }

    [Fact]
    public void AFrozenParameterGetsNoGradient()
    {
        Parameter<float> w = new([1f]) { IsFrozen = true };
        w.AddGradient([1f]);
        Assert.Null(w.Gradient);
    }

    [Fact]
    public void TheGradientOutlivesAScope()
    {
        Parameter<float> w = new([1f, 2f]);
        for (int i = 0; i < 3; i++)
        {
            using TensorScope scope = TensorScope.Enter();
            w.AddGradient(Tensor.Ones<float>(2));
        }
        Tensor.Full<float>([2], 99);
        Assert.Equal([3f, 3f], w.Gradient!.ToArray());

        Parameter<float> inner;
        using (TensorScope.Enter()) inner = new([5f, 6f]);
        Tensor.Full<float>([2], 99);
        Assert.Equal([5f, 6f], inner.Value.ToArray());
    }

    [Fact]
    public void ThreadsMayAddAtTheSameTime()
    {
        Parameter<double> w = new(Tensor.Zeros<double>(100));
        Parallel.For(0, 200, _ => w.AddGradient(Tensor.Ones<double>(100)));
        Assert.All(w.Gradient!.ToArray(), g => Assert.Equal(200, g));
    }

    [Fact]
    public void AccumulationAllocatesNothingOnceWarm()
    {
        Parameter<float> w = new(Tensor.Zeros<float>(30, 7));
        Tensor<float> plain = Tensor.Ones<float>(30, 7), repeated = Tensor.Ones<float>(7).BroadcastTo(30, 7);
        void Step()
        {
            w.ZeroGradient();
            w.AddGradient(plain);
            w.AddGradient(repeated);
        }
        for (int i = 0; i < 10; i++) Step();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++) Step();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
