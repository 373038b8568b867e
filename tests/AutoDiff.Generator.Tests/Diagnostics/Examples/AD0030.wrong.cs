static partial class Roots
{
    [Differentiable]
    public static T Magnitude<T>(T x) where T : System.Numerics.INumberBase<T> => T.Abs(x); // AD0030
}
