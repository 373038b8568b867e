namespace AutoDiff.Testing;

/// <summary>
/// Calls one method of a case and its derivatives with boxed arguments, an array in place of a span. <see cref="DriverWriter"/> writes the
/// implementations as C# into the assembly of the cases, because reflection cannot pass spans.
/// </summary>
public abstract class MethodDriver
{
    /// <summary>For each parameter whether it has a gradient, from the contract, not from what was generated.</summary>
    public abstract bool[] IsDifferentiable { get; }

    /// <summary>True if the result is one <c>float</c> or <c>double</c>.</summary>
    public abstract bool IsScalar { get; }

    /// <summary>Calls the method. An array or span result is an array, that of a <c>void</c> method null.</summary>
    public abstract object? Primal(object?[] arguments);

    /// <summary>True if there is <c>FValue</c>.</summary>
    public abstract bool HasValue { get; }

    /// <summary>Calls <c>FValue</c>.</summary>
    public abstract object? Value(object?[] arguments);

    /// <summary>Calls <c>FVjp</c>; <paramref name="sinks"/> hold what they should before and what they do afterwards.</summary>
    public abstract object? Vjp(object?[] arguments, object? cotangent, object?[] sinks);

    /// <summary>Calls <c>FGradient</c>: one element for each differentiable parameter.</summary>
    public abstract object[] Gradient(object?[] arguments);

    /// <summary>Calls <c>FValueAndGradient</c>.</summary>
    public abstract (object Value, object[] Gradient) ValueAndGradient(object?[] arguments);

    /// <summary>Calls <c>FJvp</c>; <paramref name="tangents"/>, one for each differentiable parameter, are those of the arguments before and after.</summary>
    public abstract (object? Value, object? Tangent) Jvp(object?[] arguments, object?[] tangents);

    /// <summary>Calls <c>FHvp</c>: one element for each differentiable parameter.</summary>
    public abstract object[] Hvp(object?[] arguments, object?[] tangents);

    /// <summary>Calls <c>FHessian</c>.</summary>
    public abstract object Hessian(object?[] arguments);

    /// <summary>Calls <c>FJacobian</c>: one matrix for each differentiable parameter.</summary>
    public abstract object[] Jacobian(object?[] arguments);

    /// <summary>True if there is forward mode.</summary>
    public abstract bool HasForward { get; }

    /// <summary>True if there is a Jacobian.</summary>
    public abstract bool HasJacobian { get; }

    /// <summary>True if there are second derivatives.</summary>
    public abstract bool HasSecondOrder { get; }

    /// <summary>True if all of them come at once: of one differentiable argument, unless that is a tensor of complex numbers.</summary>
    public abstract bool HasHessian { get; }

    /// <summary>The bytes that <paramref name="calls"/> calls of <c>FVjp</c> allocate. <paramref name="arguments"/> are set back to <paramref name="pristine"/> before each.</summary>
    public abstract long VjpAllocation(object?[] pristine, object?[] arguments, object? cotangent, object?[] sinks, int calls);

    /// <summary>Sets arrays back to what their pristine copies hold; allocates nothing.</summary>
    protected static void Restore(object?[] pristine, object?[] arguments)
    {
        for (int i = 0; i < pristine.Length; i++)
            if (pristine[i] is Array array) Restore(array, (Array)arguments[i]!);
    }

    private static void Restore(Array pristine, Array array)
    {
        if (pristine is Array[] rows)
            for (int i = 0; i < rows.Length; i++) Restore(rows[i], ((Array[])array)[i]);
        else Array.Copy(pristine, array, pristine.Length);
    }
}
