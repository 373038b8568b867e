namespace Cases.Members;

/// <summary>Instance methods: fields, properties and parameters of the primary constructor are constants; a counter that counts the calls has no part in the derivative.</summary>
public partial class Sensor(double offset, double[] coefficients)
{
    private readonly double[] _coefficients = coefficients;
    private double _gain = 1.5;
    private int _calls;

    public static Sensor Instance => new(0.25, [1, -0.5, 0.125]);

    public double Range { get; set; } = 4;

    public int Calls => _calls;

    private int Degree => _coefficients.Length - 1;

    private double Limit => Range * _gain;

    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public double Voltage(double temperature)
    {
        _calls++;
        double t = temperature - offset, sum = _coefficients[Degree];
        for (int i = Degree - 1; i >= 0; i--) sum = sum * t + _coefficients[i];
        return Math.Min(_gain * sum, Limit);
    }

    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public double Misfit(double[] temperatures, [NoGradient] double[] voltages)
    {
        double sum = 0;
        for (int i = 0; i < temperatures.Length; i++)
        {
            double residual = Voltage(temperatures[i]) - voltages[i];
            sum += residual * residual;
        }
        return sum / this.Range;
    }

    public static IEnumerable<object[]> VoltagePoints => [[0.75], [-1.5], [9.0]];

    public static IEnumerable<object[]> MisfitPoints => [[new[] { 0.5, 1.5 }, new[] { 1.0, 0.25 }]];
}
