namespace AutoDiff;

/// <summary>Where a tensor's elements are kept and computed with.</summary>
public class Device
{
    /// <summary>A device.</summary>
    /// <param name="name">Its name, as it is printed.</param>
    protected Device(string name) => Name = name;

    /// <summary>The processor and its memory.</summary>
    public static Device Cpu { get; } = new("cpu");

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The name.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => Name;
}
