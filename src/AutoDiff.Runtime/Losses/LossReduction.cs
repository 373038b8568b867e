namespace AutoDiff;

/// <summary>What becomes of the losses of a batch's elements.</summary>
public enum LossReduction
{
    /// <summary>Their mean.</summary>
    Mean,

    /// <summary>Their sum.</summary>
    Sum,

    /// <summary>They stay as they are: a tensor of losses.</summary>
    None,
}
