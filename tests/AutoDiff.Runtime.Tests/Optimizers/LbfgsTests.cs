using Xunit;

namespace AutoDiff.Runtime.Tests;

public sealed class LbfgsTests
{
    [Fact]
    public void RosenbrocksValleyIsWalkedToItsEnd()
    {
        Parameter<double> x = new([-1.2]), y = new([1.0]);
        Lbfgs optimizer = new([x, y], maximumIterations: 100, maximumEvaluations: 200, changeTolerance: 1e-15);
        optimizer.Step(() => Rosenbrock(optimizer, x, y));
        Assert.Equal(1, x.Value.Item(), 1e-6);
        Assert.Equal(1, y.Value.Item(), 1e-6);
        Assert.InRange(optimizer.EvaluationCount, 20, 60);
    }

    [Fact]
    public void FloatsAreFittedToTheirPrecision()
    {
        Parameter<float> x = new([-1.2f]), y = new([1f]);
        Lbfgs optimizer = new([x, y], maximumIterations: 100, maximumEvaluations: 200);
        for (int i = 0; i < 3; i++)
            optimizer.Step(() =>
            {
                optimizer.ZeroGradients();
                double u = x.Value.Item(), v = y.Value.Item();
                x.AddGradient([(float)((-400 * u * (v - (u * u))) - (2 * (1 - u)))]);
                y.AddGradient([(float)(200 * (v - (u * u)))]);
                return Objective(u, v);
            });
        Assert.Equal(1, x.Value.Item(), 1e-3);
        Assert.Equal(1, y.Value.Item(), 2e-3);
    }

    [Fact]
    public void EachLengthFulfilsTheStrongWolfeConditions()
    {
        Parameter<double> x = new([-1.2]), y = new([1.0]);
        Lbfgs optimizer = new([x, y], maximumIterations: 1);
        double Evaluate() => Rosenbrock(optimizer, x, y);
        int steps = 0;
        for (; steps < 100; steps++)
        {
            double before = Evaluate(), x0 = x.Value.Item(), y0 = y.Value.Item(), dx0 = x.Gradient!.Item(), dy0 = y.Gradient!.Item();
            if (Math.Max(Math.Abs(dx0), Math.Abs(dy0)) < 1e-3) break;
            Assert.Equal(before, optimizer.Step(Evaluate));
            double after = Evaluate(), dx = x.Value.Item() - x0, dy = y.Value.Item() - y0;
            double slope0 = (dx0 * dx) + (dy0 * dy), slope = (x.Gradient!.Item() * dx) + (y.Gradient!.Item() * dy);
            Assert.True(after <= before + (1e-4 * slope0));
            Assert.True(Math.Abs(slope) <= 0.9 * Math.Abs(slope0));
        }
        Assert.InRange(steps, 10, 60);
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(100, false)]
    [InlineData(2, true)]
    [InlineData(100, true)]
    public void DirectionsAreThoseOfTheUpdateFormula(int historySize, bool lineSearch)
    {
        // H ← (I − ρ s yᵀ) H (I − ρ y sᵀ) + ρ s sᵀ over the last pairs, from γ I, as whole matrices.
        double[] scales = [1, 3, 10, 0.5];
        Parameter<double> x = new([1.0, -2, 0.5, 4]);
        Lbfgs optimizer = new([x], learningRate: 0.1, maximumIterations: 1, historySize: historySize, lineSearch: lineSearch);
        List<(double[] S, double[] Y)> pairs = [];
        double[]? lastGradient = null, lastStep = null;
        for (int t = 0; t < 8; t++)
        {
            double[] before = x.Value.ToArray();
            optimizer.Step(Evaluate);
            double[] gradient = Gradient(before), step = [.. x.Value.ToArray().Select((e, i) => e - before[i])];
            double length = 0.1;
            if (lastGradient is null) length = Math.Min(1, 1 / gradient.Sum(Math.Abs)) * 0.1;
            else
            {
                pairs.Add((lastStep!, [.. gradient.Select((g, i) => g - lastGradient[i])]));
                if (pairs.Count > historySize) pairs.RemoveAt(0);
            }
            double[,] h = InverseHessian(pairs);
            double[] direction = [.. Enumerable.Range(0, 4).Select(i => -Enumerable.Range(0, 4).Sum(j => h[i, j] * gradient[j]))];
            // The line search chooses another length, along the same direction.
            if (lineSearch) length = Dot(step, direction) / Dot(direction, direction);
            Assert.True(length > 0);
            for (int i = 0; i < 4; i++) Assert.Equal(length * direction[i], step[i], 1e-12);
            (lastGradient, lastStep) = (gradient, step);
        }

        double[] Gradient(double[] at) => [.. at.Select((e, i) => (scales[i] * e) + (0.1 * Math.Pow(e, 3)))];

        double Evaluate()
        {
            optimizer.ZeroGradients();
            x.AddGradient(Gradient(x.Value.ToArray()));
            return x.Value.ToArray().Select((e, i) => (scales[i] * e * e / 2) + (0.025 * Math.Pow(e, 4))).Sum();
        }
    }

    [Fact]
    public void ALengthWhereTheObjectiveIsNoNumberIsTooLong()
    {
        // x − ln x from 1/10: the first length leads below 0.
        Parameter<double> x = new([0.1]);
        Lbfgs optimizer = new([x], learningRate: 10);
        optimizer.Step(() =>
        {
            optimizer.ZeroGradients();
            double at = x.Value.Item();
            x.AddGradient([1 - (1 / at)]);
            return at - Math.Log(at);
        });
        Assert.Equal(1, x.Value.Item(), 1e-5);
    }

    [Fact]
    public void FrozenParametersStay()
    {
        Parameter<double> x = new([-1.2]), y = new([1.0]) { IsFrozen = true };
        Lbfgs optimizer = new([x, y]);
        for (int i = 0; i < 5; i++) optimizer.Step(() => Rosenbrock(optimizer, x, y));
        Assert.Equal(1, y.Value.Item());
        Assert.Equal(1, Math.Abs(x.Value.Item()), 1e-2);
    }

    [Fact]
    public void ASavedStateGoesOnAsIfNothingHappened()
    {
        Parameter<double> x = new([-1.2]), y = new([1.0]), u = new([0.0]), v = new([0.0]);
        Lbfgs optimizer = new([x, y], maximumIterations: 4, historySize: 3), other = new([u, v], maximumIterations: 4, historySize: 3);
        for (int i = 0; i < 2; i++) optimizer.Step(() => Rosenbrock(optimizer, x, y));
        MemoryStream stream = new();
        optimizer.Save(stream);
        stream.Position = 0;
        other.Load(stream);
        (u.Value, v.Value) = (x.Value, y.Value);
        for (int i = 0; i < 2; i++)
        {
            optimizer.Step(() => Rosenbrock(optimizer, x, y));
            other.Step(() => Rosenbrock(other, u, v));
        }
        Assert.Equal((x.Value.Item(), y.Value.Item()), (u.Value.Item(), v.Value.Item()));
        Assert.Contains("history", Assert.Throws<InvalidDataException>(() => new Lbfgs([u, v], historySize: 1).Load(optimizer.State())).Message);
    }

    [Fact]
    public void AStepAllocatesNothingOnceWarm()
    {
        Parameter<double> x = new([-1.2, 0.3, 4]);
        Lbfgs optimizer = new([x], maximumIterations: 1, historySize: 3);
        Tensor<double> gradient = Tensor.Zeros<double>(3);
        int calls = 0;
        Func<double> closure = () =>
        {
            // Never at its end, so that each step has work to do.
            optimizer.ZeroGradients();
            double sum = 0, centre = ++calls % 7;
            for (int i = 0; i < 3; i++)
            {
                double off = x.Value[i] - centre;
                gradient[i] = (i + 1) * off;
                sum += (i + 1) * off * off / 2;
            }
            x.AddGradient(gradient);
            return sum;
        };
        for (int i = 0; i < 20; i++) optimizer.Step(closure);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++) optimizer.Step(closure);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void WhatItCannotDoIsSaid()
    {
        Parameter<double> x = new([0.0]), y = new([0.0]);
        Lbfgs optimizer = new([x]);
        Assert.Contains("closure", Assert.Throws<InvalidOperationException>(() => optimizer.Step()).Message);
        Assert.Throws<InvalidOperationException>(() => optimizer.AddGroup([y]));
        optimizer.ParameterGroups[0].WeightDecay = 1;
        Assert.Throws<InvalidOperationException>(() => optimizer.Step(() => 0));
    }

    private static double Objective(double x, double y) => (100 * Math.Pow(y - (x * x), 2)) + Math.Pow(1 - x, 2);

    private static double Rosenbrock(Optimizer optimizer, Parameter<double> x, Parameter<double> y)
    {
        optimizer.ZeroGradients();
        double u = x.Value.Item(), v = y.Value.Item();
        x.AddGradient([(-400 * u * (v - (u * u))) - (2 * (1 - u))]);
        y.AddGradient([200 * (v - (u * u))]);
        // Frozen ones have none.
        if (y.IsFrozen) Assert.Null(y.Gradient);
        return Objective(u, v);
    }

    private static double[,] InverseHessian(List<(double[] S, double[] Y)> pairs)
    {
        double scale = pairs is [.., (double[] s1, double[] y1)] ? Dot(s1, y1) / Dot(y1, y1) : 1;
        Tensor<double> h = Tensor.Eye<double>(4) * scale, identity = Tensor.Eye<double>(4);
        foreach ((double[] s, double[] y) in pairs)
        {
            double rho = 1 / Dot(s, y);
            Tensor<double> column = Tensor.Create<double>(s, [4, 1]), row = Tensor.Create<double>(y, [1, 4]);
            Tensor<double> left = identity - (rho * Tensor.MatMul(column, row));
            h = Tensor.MatMul(Tensor.MatMul(left, h), left.T) + (rho * Tensor.MatMul(column, column.T));
        }
        double[,] matrix = new double[4, 4];
        for (int i = 0; i < 16; i++) matrix[i / 4, i % 4] = h[i / 4, i % 4];
        return matrix;
    }

    private static double Dot(double[] x, double[] y) => x.Zip(y, (a, b) => a * b).Sum();
}
