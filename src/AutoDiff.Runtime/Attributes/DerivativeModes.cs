namespace AutoDiff;

/// <summary>Which derivatives the build generates for a method that bears <see cref="DifferentiableAttribute"/>.</summary>
[Flags]
public enum DerivativeModes
{
    /// <summary>
    /// The vector-Jacobian product and what is made of it: <c>FVjp</c>, <c>FGradient</c> and <c>FValueAndGradient</c> for a method <c>F</c>. It costs a
    /// small multiple of one call of <c>F</c>, however many arguments there are.
    /// </summary>
    Reverse = 1,

    /// <summary>
    /// The Jacobian-vector product, <c>FJvp</c>: the derivative along one direction. It costs a small multiple of one call of <c>F</c> for each direction,
    /// however many results there are, and records nothing.
    /// </summary>
    Forward = 2,

    /// <summary>
    /// What the method itself computes, as the derivatives would: <c>FValue</c>, with independent loops in the lanes of vectors and on threads. Derivatives that the method calls are written out in it and share what they
    /// have in common, so a loop over many small problems becomes one over all their values and derivatives.
    /// </summary>
    Value = 4,
}
