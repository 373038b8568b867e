using System.Numerics;

namespace Cases.SystemNumerics;

/// <summary>Vectors, quaternions and matrices of the platform.</summary>
public static partial class Vectors
{
    /// <summary>The energy of a spring between two moving points.</summary>
    [Differentiable]
    public static float Spring(Vector3 a, Vector3 b, float rest)
    {
        float stretch = Vector3.Distance(a, b) - rest;
        return 0.5f * stretch * stretch;
    }

    /// <summary>A point that is turned about an axis, projected on a direction.</summary>
    [Differentiable]
    public static float Turned(Quaternion q, Vector3 p, Vector3 direction) => Vector3.Dot(Vector3.Transform(p, Quaternion.Normalize(q)), direction);

    /// <summary>Particles that attract each other, one step.</summary>
    [Differentiable]
    public static Vector3 Force(ReadOnlySpan<Vector3> positions, int self)
    {
        Vector3 force = Vector3.Zero;
        for (int i = 0; i < positions.Length; i++)
        {
            if (i == self) continue;
            Vector3 toward = positions[i] - positions[self];
            force += toward / (0.01f + toward.LengthSquared());
        }
        return force;
    }

    /// <summary>A corner after a chain of transformations.</summary>
    [Differentiable]
    public static Vector3 Placed(Vector3 corner, float angle, Vector3 offset)
    {
        Matrix4x4 m = Matrix4x4.CreateRotationY(angle) * Matrix4x4.CreateTranslation(offset);
        return Vector3.Transform(corner, m);
    }

    public static IEnumerable<object[]> SpringPoints => [[new Vector3(0.5f, 1, -0.25f), new Vector3(-1, 0.75f, 2), 1.5f]];

    public static IEnumerable<object[]> TurnedPoints => [[new Quaternion(0.25f, -0.5f, 0.75f, 1), new Vector3(0.5f, 1, -0.25f), new Vector3(-1, 0.75f, 0.5f)]];

    public static IEnumerable<object[]> ForcePoints => [[new Vector3[] { new(0.5f, 1, -0.25f), new(-1, 0.75f, 0.5f), new(1, -0.5f, 0.25f) }, 1]];

    public static IEnumerable<object[]> PlacedPoints => [[new Vector3(0.5f, 1, -0.25f), 0.75f, new Vector3(-1, 0.75f, 0.5f)]];
}
