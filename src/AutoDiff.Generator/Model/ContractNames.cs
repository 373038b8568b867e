namespace AutoDiff.Generator.Model;

/// <summary>
/// What the two halves of a method's derivative, and the residuals between them, are called: <c>FPrimal</c>, <c>FPullback</c>, <c>FResiduals</c>.
/// <paramref name="Prefix"/> is what must stand before the names elsewhere: <c>global::Models.Trees.</c>, or the class beside a method that holds the callees without the attribute.
/// </summary>
internal sealed record ContractNames(string Prefix, string Primal, string Pullback, string Residuals)
{
    /// <summary>Those of the JVPs of the halves: second derivatives.</summary>
    public ContractNames Tangent => this with { Primal = Primal + "Jvp", Pullback = Pullback + "Jvp", Residuals = Residuals + "Jvp" };

    /// <summary>True if the residuals pass as an <c>object</c>: each override has its own.</summary>
    public bool IsBoxed { get; init; }

    /// <summary>True if the halves are for all who may call the method, not for the project alone.</summary>
    public bool IsExported { get; init; }

    /// <summary>True if the residuals are used again by the next call, once the pullback has read them.</summary>
    public bool ArePooled => IsBoxed || IsExported;

    /// <summary>The type parameters that the declarations have: <c>&lt;T&gt;</c>.</summary>
    public string TypeArguments { get; init; } = "";

    /// <summary>The name of a method's JVP: type arguments stay at the end.</summary>
    public static string TangentOf(string name)
    {
        if (!name.EndsWith(">", StringComparison.Ordinal)) return name + "Jvp";
        int start = name.Length - 1;
        for (int depth = 1; depth > 0;) depth += name[--start] switch { '>' => 1, '<' => -1, _ => 0 };
        return name.Insert(start, "Jvp");
    }

    /// <param name="prefix">With the point at its end, or empty.</param>
    /// <param name="method">The method's name.</param>
    /// <param name="overload">How many methods of that name come before it in its type: the residuals of overloads are different types.</param>
    public static ContractNames For(string prefix, string method, int overload)
    {
        string name = method.TrimStart('@');
        return new(prefix, name + "Primal", name + "Pullback", name + (overload == 0 ? "" : (overload + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)) + "Residuals");
    }
}
