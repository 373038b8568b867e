namespace AutoDiff;

/// <summary>Parameters that an optimizer treats alike, and its settings for them, which may change between steps.</summary>
public abstract class ParameterGroup
{
    private double _learningRate;
    private double _weightDecay;

    /// <summary>Settings without parameters.</summary>
    /// <param name="learningRate">The factor of each step.</param>
    /// <param name="weightDecay">How strongly parameters are drawn to zero.</param>
    /// <exception cref="ArgumentOutOfRangeException">One is negative.</exception>
    protected ParameterGroup(double learningRate, double weightDecay)
    {
        LearningRate = learningRate;
        WeightDecay = weightDecay;
    }

    /// <summary>The parameters.</summary>
    public IReadOnlyList<Parameter> Parameters { get; private set; } = [];

    /// <summary>The factor of each step, η in the formulas; 0 or more.</summary>
    public double LearningRate
    {
        get => _learningRate;
        set => _learningRate = Setting.NotNegative(value);
    }

    /// <summary>How strongly parameters are drawn to zero, λ in the formulas; 0 or more.</summary>
    public double WeightDecay
    {
        get => _weightDecay;
        set => _weightDecay = Setting.NotNegative(value);
    }

    /// <summary>Whether the objective is made large instead of small: the gradient's sign is turned round.</summary>
    public bool Maximize { get; set; }

    /// <summary>The momentum as a schedule may change it; null where there is none.</summary>
    internal virtual double? CycledMomentum
    {
        get => null;
        set => throw new InvalidOperationException("There is no momentum.");
    }

    /// <summary>What the optimizer keeps for each parameter.</summary>
    internal ParameterSlot[] Slots { get; private set; } = [];

    /// <summary>Another group with the same settings.</summary>
    internal ParameterGroup With(IReadOnlyList<Parameter> parameters)
    {
        ParameterGroup group = (ParameterGroup)MemberwiseClone();
        group.Parameters = parameters;
        group.Slots = [.. parameters.Select(p => p.CreateSlot())];
        return group;
    }

    /// <summary>The settings by name, for an optimizer's state.</summary>
    /// <returns>The names and values.</returns>
    protected internal virtual IEnumerable<(string Name, double Value)> Settings() =>
        [("learning_rate", LearningRate), ("weight_decay", WeightDecay), ("maximize", Maximize ? 1 : 0)];

    /// <summary>Changes the settings to those of a state.</summary>
    /// <param name="setting">Gives the value of a name.</param>
    protected internal virtual void Restore(Func<string, double> setting)
    {
        ArgumentNullException.ThrowIfNull(setting);
        LearningRate = setting("learning_rate");
        WeightDecay = setting("weight_decay");
        Maximize = setting("maximize") != 0;
    }

    /// <summary>Throws if the settings contradict each other; asked before each step.</summary>
    /// <exception cref="InvalidOperationException">They do.</exception>
    protected internal virtual void Check()
    {
    }
}
