using Xunit;

namespace AutoDiff.Runtime.Tests;

public sealed class ScheduleTests
{
    private static Sgd Optimizer(double rate = 1) => new([new Parameter<double>(1.0)], rate, momentum: 0.5);

    private static double[] Rates(LearningRateSchedule schedule, int steps)
    {
        List<double> rates = [];
        for (int i = 0; i < steps; i++)
        {
            rates.Add(schedule.Optimizer.ParameterGroups[0].LearningRate);
            schedule.Step();
        }
        return [.. rates];
    }

    private static void Same(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], 1e-14);
    }

    [Fact]
    public void StepsOfAFactor()
    {
        Same([1, 1, 0.5, 0.5, 0.25], Rates(new StepSchedule(Optimizer(), 2, 0.5), 5));
        Same([1, 0.5, 0.5, 0.125, 0.125], Rates(new MultiStepSchedule(Optimizer(), [3, 1, 3], 0.5), 5));
        Same([1, 0.5, 0.25, 0.125], Rates(new ExponentialSchedule(Optimizer(), 0.5), 4));
        Same([2, 4, 6], Rates(new LambdaSchedule(Optimizer(2), t => t + 1), 3));
    }

    [Fact]
    public void LinesAndCosines()
    {
        Same([0.1, 0.325, 0.55, 0.775, 1, 1], Rates(new LinearWarmupSchedule(Optimizer(), 4, 0.1), 6));
        Same([1, 0.5 + 0.4 * Math.Sqrt(0.5) + 0.1, 0.6, 0.6 - 0.4 * Math.Sqrt(0.5), 0.2], Rates(new CosineAnnealingSchedule(Optimizer(), 4, 0.2), 5));
    }

    [Fact]
    public void CosinesAgreeWithTheirRecursion()
    {
        // η ← m + (η − m) (1 + cos(π t / n)) / (1 + cos(π (t − 1) / n))
        double[] rates = Rates(new CosineAnnealingSchedule(Optimizer(0.3), 10, 0.01), 10);
        for (int t = 1; t < 10; t++)
            Assert.Equal(0.01 + (rates[t - 1] - 0.01) * (1 + Math.Cos(Math.PI * t / 10)) / (1 + Math.Cos(Math.PI * (t - 1) / 10)), rates[t], 1e-14);
    }

    [Fact]
    public void OneCycleRisesAndFallsOnce()
    {
        Sgd optimizer = Optimizer();
        OneCycleSchedule schedule = new(optimizer, 1, 11, risingShare: 5.0 / 11, division: 10, finalDivision: 100, linear: true);
        List<double> momenta = [];
        List<double> rates = [];
        for (int t = 0; t <= 10; t++)
        {
            rates.Add(optimizer.ParameterGroups[0].LearningRate);
            momenta.Add(optimizer.ParameterGroups[0].Momentum);
            schedule.Step();
        }
        Same([0.1, 0.325, 0.55, 0.775, 1, .. Enumerable.Range(1, 6).Select(k => 1 + (0.001 - 1) * k / 6)], [.. rates]);
        Same([0.95, 0.925, 0.9, 0.875, 0.85, .. Enumerable.Range(1, 6).Select(k => 0.85 + 0.1 * k / 6)], [.. momenta]);
        Assert.Throws<InvalidOperationException>(schedule.Step);
        Assert.Throws<ArgumentException>(() => new OneCycleSchedule(new Adagrad([new Parameter<float>(1f)]), 1, 10));

        double[] cosine = Rates(new OneCycleSchedule(Optimizer(), 1, 11, 5.0 / 11, 10, 100, cycleMomentum: false), 11);
        Assert.Equal(1 + (0.1 - 1) / 2 * (1 + Math.Cos(Math.PI / 4)), cosine[1], 1e-14);
        Assert.Equal(0.001 + (1 - 0.001) / 2 * (1 + Math.Cos(Math.PI / 2)), cosine[7], 1e-14);
        Assert.Equal(0.001, cosine[10], 1e-14);
    }

    [Fact]
    public void ASchedulesStepCanBeTakenUpAgain()
    {
        Sgd optimizer = Optimizer();
        StepSchedule schedule = new(optimizer, 2, 0.5) { StepCount = 5 };
        Assert.Equal(0.25, optimizer.ParameterGroups[0].LearningRate);
        schedule.Step();
        Assert.Equal(0.125, optimizer.ParameterGroups[0].LearningRate);
    }

    [Theory]
    [InlineData(false, false, 0, new[] { 1.0, 0.5, 0.6, 0.499999, 0.7 }, new[] { 1, 1, 1, 0.1, 0.1 })]
    [InlineData(true, false, 0, new[] { 1.0, 2, 1, 3, 1, 1 }, new[] { 1, 1, 1, 1, 1, 0.1 })]
    [InlineData(false, true, 0, new[] { 1.0, 0.95, 0.91, 0.8, 0.5 }, new[] { 1, 1, 0.1, 0.1, 0.1 })]
    [InlineData(false, false, 2, new[] { 1.0, 1, 1, 1, 1, 1, 1 }, new[] { 1, 1, 0.1, 0.1, 0.1, 0.1, 0.01 })]
    [InlineData(false, false, 0, new[] { double.NaN, double.NaN, 1 }, new[] { 1, 0.1, 0.1 })]
    public void APlateauReduces(bool isLargeGood, bool isAbsolute, int cooldown, double[] measures, double[] rates)
    {
        Sgd optimizer = Optimizer();
        ReduceOnPlateauSchedule schedule = new(optimizer, patience: 1, threshold: isAbsolute ? 0.1 : 1e-4, isAbsolute: isAbsolute, isLargeGood: isLargeGood, cooldown: cooldown);
        List<double> seen = [];
        foreach (double measure in measures)
        {
            schedule.Step(measure);
            seen.Add(optimizer.ParameterGroups[0].LearningRate);
        }
        Same(rates, [.. seen]);
    }
}
