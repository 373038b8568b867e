namespace Cases.Single;

/// <summary>Compound assignment in float with a double on the right: the conversion is implied.</summary>
public static partial class Compound
{
    [Differentiable]
    public static float Steps(float x, double y)
    {
        float t = x;
        t += 2;
        t *= (float)y;
        t -= t * x;
        t++;
        int n = 3;
        t /= n;
        return t * x;
    }

    public static IEnumerable<object[]> Points => [[0.5f, 1.5], [-0.75f, 0.5]];
}
