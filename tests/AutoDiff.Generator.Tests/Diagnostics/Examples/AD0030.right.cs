static partial class Roots
{
    [Differentiable]
    public static T Magnitude<T>(T x) where T : System.Numerics.INumber<T> => T.Abs(x);
}
