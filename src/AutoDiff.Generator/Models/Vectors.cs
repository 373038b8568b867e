// Models: what methods of the platform compute, as plain C#, for the compiler of derivatives to inline. This file is no part of the generator's own code: it is parsed
// beside the user's, so it keeps to an old version of the language. A method stands under its metadata name; the receiver of an instance method is self, a constructor is New.
using System;
using System.Numerics;

namespace AutoDiff.Models
{
    /// <summary>Vector2, lane by lane.</summary>
    internal static class Vector2Model
    {
        public static Vector2 op_Addition(Vector2 a, Vector2 b) => new Vector2(a.X + b.X, a.Y + b.Y);
        public static Vector2 op_Subtraction(Vector2 a, Vector2 b) => new Vector2(a.X - b.X, a.Y - b.Y);
        public static Vector2 op_Multiply(Vector2 a, Vector2 b) => new Vector2(a.X * b.X, a.Y * b.Y);
        public static Vector2 op_Division(Vector2 a, Vector2 b) => new Vector2(a.X / b.X, a.Y / b.Y);
        public static Vector2 op_Multiply(Vector2 a, float s) => new Vector2(a.X * s, a.Y * s);
        public static Vector2 op_Multiply(float s, Vector2 a) => new Vector2(s * a.X, s * a.Y);
        public static Vector2 op_Division(Vector2 a, float s) => new Vector2(a.X / s, a.Y / s);
        public static Vector2 op_UnaryNegation(Vector2 a) => new Vector2(-a.X, -a.Y);
        public static bool op_Equality(Vector2 a, Vector2 b) => a.X == b.X && a.Y == b.Y;
        public static bool op_Inequality(Vector2 a, Vector2 b) => !(a.X == b.X && a.Y == b.Y);

        public static Vector2 Add(Vector2 a, Vector2 b) => a + b;
        public static Vector2 Subtract(Vector2 a, Vector2 b) => a - b;
        public static Vector2 Multiply(Vector2 a, Vector2 b) => a * b;
        public static Vector2 Divide(Vector2 a, Vector2 b) => a / b;
        public static Vector2 Multiply(Vector2 a, float s) => a * s;
        public static Vector2 Multiply(float s, Vector2 a) => s * a;
        public static Vector2 Divide(Vector2 a, float s) => a / s;
        public static Vector2 Negate(Vector2 a) => -a;

        public static Vector2 New(float value) => new Vector2(value, value);

        public static float Dot(Vector2 a, Vector2 b) => a.X * b.X + a.Y * b.Y;
        public static float LengthSquared(Vector2 self) => self.X * self.X + self.Y * self.Y;
        public static float Length(Vector2 self) => MathF.Sqrt(self.X * self.X + self.Y * self.Y);
        public static Vector2 Normalize(Vector2 a) => a / a.Length();
        public static float DistanceSquared(Vector2 a, Vector2 b) => (a - b).LengthSquared();
        public static float Distance(Vector2 a, Vector2 b) => (a - b).Length();
        public static Vector2 Lerp(Vector2 a, Vector2 b, float t) => new Vector2(a.X * (1 - t) + b.X * t, a.Y * (1 - t) + b.Y * t);
        public static Vector2 Reflect(Vector2 a, Vector2 normal) => a - 2 * Vector2.Dot(a, normal) * normal;
        public static Vector2 Abs(Vector2 a) => new Vector2(MathF.Abs(a.X), MathF.Abs(a.Y));
        public static Vector2 SquareRoot(Vector2 a) => new Vector2(MathF.Sqrt(a.X), MathF.Sqrt(a.Y));
        public static Vector2 Min(Vector2 a, Vector2 b) => new Vector2(MathF.Min(a.X, b.X), MathF.Min(a.Y, b.Y));
        public static Vector2 Max(Vector2 a, Vector2 b) => new Vector2(MathF.Max(a.X, b.X), MathF.Max(a.Y, b.Y));
        public static Vector2 Clamp(Vector2 a, Vector2 low, Vector2 high) => Vector2.Min(Vector2.Max(a, low), high);

        public static float get_Item(Vector2 self, int index) => index == 0 ? self.X : index == 1 ? self.Y : throw new ArgumentOutOfRangeException(nameof(index));

        public static Vector2 Transform(Vector2 p, Matrix3x2 m) => new Vector2(p.X * m.M11 + p.Y * m.M21 + m.M31, p.X * m.M12 + p.Y * m.M22 + m.M32);
        public static Vector2 TransformNormal(Vector2 p, Matrix3x2 m) => new Vector2(p.X * m.M11 + p.Y * m.M21, p.X * m.M12 + p.Y * m.M22);
        public static Vector2 Transform(Vector2 p, Matrix4x4 m) => new Vector2(p.X * m.M11 + p.Y * m.M21 + m.M41, p.X * m.M12 + p.Y * m.M22 + m.M42);
    }

    /// <summary>Vector3, lane by lane.</summary>
    internal static class Vector3Model
    {
        public static Vector3 op_Addition(Vector3 a, Vector3 b) => new Vector3(a.X + b.X, a.Y + b.Y, a.Z + b.Z);
        public static Vector3 op_Subtraction(Vector3 a, Vector3 b) => new Vector3(a.X - b.X, a.Y - b.Y, a.Z - b.Z);
        public static Vector3 op_Multiply(Vector3 a, Vector3 b) => new Vector3(a.X * b.X, a.Y * b.Y, a.Z * b.Z);
        public static Vector3 op_Division(Vector3 a, Vector3 b) => new Vector3(a.X / b.X, a.Y / b.Y, a.Z / b.Z);
        public static Vector3 op_Multiply(Vector3 a, float s) => new Vector3(a.X * s, a.Y * s, a.Z * s);
        public static Vector3 op_Multiply(float s, Vector3 a) => new Vector3(s * a.X, s * a.Y, s * a.Z);
        public static Vector3 op_Division(Vector3 a, float s) => new Vector3(a.X / s, a.Y / s, a.Z / s);
        public static Vector3 op_UnaryNegation(Vector3 a) => new Vector3(-a.X, -a.Y, -a.Z);
        public static bool op_Equality(Vector3 a, Vector3 b) => a.X == b.X && a.Y == b.Y && a.Z == b.Z;
        public static bool op_Inequality(Vector3 a, Vector3 b) => !(a.X == b.X && a.Y == b.Y && a.Z == b.Z);

        public static Vector3 Add(Vector3 a, Vector3 b) => a + b;
        public static Vector3 Subtract(Vector3 a, Vector3 b) => a - b;
        public static Vector3 Multiply(Vector3 a, Vector3 b) => a * b;
        public static Vector3 Divide(Vector3 a, Vector3 b) => a / b;
        public static Vector3 Multiply(Vector3 a, float s) => a * s;
        public static Vector3 Multiply(float s, Vector3 a) => s * a;
        public static Vector3 Divide(Vector3 a, float s) => a / s;
        public static Vector3 Negate(Vector3 a) => -a;

        public static Vector3 New(float value) => new Vector3(value, value, value);
        public static Vector3 New(Vector2 a, float z) => new Vector3(a.X, a.Y, z);

        public static float Dot(Vector3 a, Vector3 b) => a.X * b.X + a.Y * b.Y + a.Z * b.Z;
        public static Vector3 Cross(Vector3 a, Vector3 b) => new Vector3(a.Y * b.Z - a.Z * b.Y, a.Z * b.X - a.X * b.Z, a.X * b.Y - a.Y * b.X);
        public static float LengthSquared(Vector3 self) => self.X * self.X + self.Y * self.Y + self.Z * self.Z;
        public static float Length(Vector3 self) => MathF.Sqrt(self.X * self.X + self.Y * self.Y + self.Z * self.Z);
        public static Vector3 Normalize(Vector3 a) => a / a.Length();
        public static float DistanceSquared(Vector3 a, Vector3 b) => (a - b).LengthSquared();
        public static float Distance(Vector3 a, Vector3 b) => (a - b).Length();
        public static Vector3 Lerp(Vector3 a, Vector3 b, float t) => new Vector3(a.X * (1 - t) + b.X * t, a.Y * (1 - t) + b.Y * t, a.Z * (1 - t) + b.Z * t);
        public static Vector3 Reflect(Vector3 a, Vector3 normal) => a - 2 * Vector3.Dot(a, normal) * normal;
        public static Vector3 Abs(Vector3 a) => new Vector3(MathF.Abs(a.X), MathF.Abs(a.Y), MathF.Abs(a.Z));
        public static Vector3 SquareRoot(Vector3 a) => new Vector3(MathF.Sqrt(a.X), MathF.Sqrt(a.Y), MathF.Sqrt(a.Z));
        public static Vector3 Min(Vector3 a, Vector3 b) => new Vector3(MathF.Min(a.X, b.X), MathF.Min(a.Y, b.Y), MathF.Min(a.Z, b.Z));
        public static Vector3 Max(Vector3 a, Vector3 b) => new Vector3(MathF.Max(a.X, b.X), MathF.Max(a.Y, b.Y), MathF.Max(a.Z, b.Z));
        public static Vector3 Clamp(Vector3 a, Vector3 low, Vector3 high) => Vector3.Min(Vector3.Max(a, low), high);

        public static float get_Item(Vector3 self, int index) => index == 0 ? self.X : index == 1 ? self.Y : index == 2 ? self.Z : throw new ArgumentOutOfRangeException(nameof(index));

        public static Vector3 Transform(Vector3 p, Matrix4x4 m) => new Vector3(p.X * m.M11 + p.Y * m.M21 + p.Z * m.M31 + m.M41, p.X * m.M12 + p.Y * m.M22 + p.Z * m.M32 + m.M42, p.X * m.M13 + p.Y * m.M23 + p.Z * m.M33 + m.M43);
        public static Vector3 TransformNormal(Vector3 p, Matrix4x4 m) => new Vector3(p.X * m.M11 + p.Y * m.M21 + p.Z * m.M31, p.X * m.M12 + p.Y * m.M22 + p.Z * m.M32, p.X * m.M13 + p.Y * m.M23 + p.Z * m.M33);

        // q p q*, which for a quaternion that is no unit scales by its square.
        public static Vector3 Transform(Vector3 p, Quaternion q)
        {
            Quaternion turned = q * new Quaternion(p.X, p.Y, p.Z, 0) * new Quaternion(-q.X, -q.Y, -q.Z, q.W);
            return new Vector3(turned.X, turned.Y, turned.Z);
        }
    }

    /// <summary>Vector4, lane by lane.</summary>
    internal static class Vector4Model
    {
        public static Vector4 op_Addition(Vector4 a, Vector4 b) => new Vector4(a.X + b.X, a.Y + b.Y, a.Z + b.Z, a.W + b.W);
        public static Vector4 op_Subtraction(Vector4 a, Vector4 b) => new Vector4(a.X - b.X, a.Y - b.Y, a.Z - b.Z, a.W - b.W);
        public static Vector4 op_Multiply(Vector4 a, Vector4 b) => new Vector4(a.X * b.X, a.Y * b.Y, a.Z * b.Z, a.W * b.W);
        public static Vector4 op_Division(Vector4 a, Vector4 b) => new Vector4(a.X / b.X, a.Y / b.Y, a.Z / b.Z, a.W / b.W);
        public static Vector4 op_Multiply(Vector4 a, float s) => new Vector4(a.X * s, a.Y * s, a.Z * s, a.W * s);
        public static Vector4 op_Multiply(float s, Vector4 a) => new Vector4(s * a.X, s * a.Y, s * a.Z, s * a.W);
        public static Vector4 op_Division(Vector4 a, float s) => new Vector4(a.X / s, a.Y / s, a.Z / s, a.W / s);
        public static Vector4 op_UnaryNegation(Vector4 a) => new Vector4(-a.X, -a.Y, -a.Z, -a.W);
        public static bool op_Equality(Vector4 a, Vector4 b) => a.X == b.X && a.Y == b.Y && a.Z == b.Z && a.W == b.W;
        public static bool op_Inequality(Vector4 a, Vector4 b) => !(a.X == b.X && a.Y == b.Y && a.Z == b.Z && a.W == b.W);

        public static Vector4 Add(Vector4 a, Vector4 b) => a + b;
        public static Vector4 Subtract(Vector4 a, Vector4 b) => a - b;
        public static Vector4 Multiply(Vector4 a, Vector4 b) => a * b;
        public static Vector4 Divide(Vector4 a, Vector4 b) => a / b;
        public static Vector4 Multiply(Vector4 a, float s) => a * s;
        public static Vector4 Multiply(float s, Vector4 a) => s * a;
        public static Vector4 Divide(Vector4 a, float s) => a / s;
        public static Vector4 Negate(Vector4 a) => -a;

        public static Vector4 New(float value) => new Vector4(value, value, value, value);
        public static Vector4 New(Vector2 a, float z, float w) => new Vector4(a.X, a.Y, z, w);
        public static Vector4 New(Vector3 a, float w) => new Vector4(a.X, a.Y, a.Z, w);

        public static float Dot(Vector4 a, Vector4 b) => a.X * b.X + a.Y * b.Y + a.Z * b.Z + a.W * b.W;
        public static float LengthSquared(Vector4 self) => self.X * self.X + self.Y * self.Y + self.Z * self.Z + self.W * self.W;
        public static float Length(Vector4 self) => MathF.Sqrt(self.X * self.X + self.Y * self.Y + self.Z * self.Z + self.W * self.W);
        public static Vector4 Normalize(Vector4 a) => a / a.Length();
        public static float DistanceSquared(Vector4 a, Vector4 b) => (a - b).LengthSquared();
        public static float Distance(Vector4 a, Vector4 b) => (a - b).Length();
        public static Vector4 Lerp(Vector4 a, Vector4 b, float t) => new Vector4(a.X * (1 - t) + b.X * t, a.Y * (1 - t) + b.Y * t, a.Z * (1 - t) + b.Z * t, a.W * (1 - t) + b.W * t);
        public static Vector4 Abs(Vector4 a) => new Vector4(MathF.Abs(a.X), MathF.Abs(a.Y), MathF.Abs(a.Z), MathF.Abs(a.W));
        public static Vector4 SquareRoot(Vector4 a) => new Vector4(MathF.Sqrt(a.X), MathF.Sqrt(a.Y), MathF.Sqrt(a.Z), MathF.Sqrt(a.W));
        public static Vector4 Min(Vector4 a, Vector4 b) => new Vector4(MathF.Min(a.X, b.X), MathF.Min(a.Y, b.Y), MathF.Min(a.Z, b.Z), MathF.Min(a.W, b.W));
        public static Vector4 Max(Vector4 a, Vector4 b) => new Vector4(MathF.Max(a.X, b.X), MathF.Max(a.Y, b.Y), MathF.Max(a.Z, b.Z), MathF.Max(a.W, b.W));
        public static Vector4 Clamp(Vector4 a, Vector4 low, Vector4 high) => Vector4.Min(Vector4.Max(a, low), high);

        public static float get_Item(Vector4 self, int index) => index == 0 ? self.X : index == 1 ? self.Y : index == 2 ? self.Z : index == 3 ? self.W : throw new ArgumentOutOfRangeException(nameof(index));

        public static Vector4 Transform(Vector4 p, Matrix4x4 m) => new Vector4(p.X * m.M11 + p.Y * m.M21 + p.Z * m.M31 + p.W * m.M41, p.X * m.M12 + p.Y * m.M22 + p.Z * m.M32 + p.W * m.M42, p.X * m.M13 + p.Y * m.M23 + p.Z * m.M33 + p.W * m.M43, p.X * m.M14 + p.Y * m.M24 + p.Z * m.M34 + p.W * m.M44);
        public static Vector4 Transform(Vector3 p, Matrix4x4 m) => new Vector4(p.X * m.M11 + p.Y * m.M21 + p.Z * m.M31 + m.M41, p.X * m.M12 + p.Y * m.M22 + p.Z * m.M32 + m.M42, p.X * m.M13 + p.Y * m.M23 + p.Z * m.M33 + m.M43, p.X * m.M14 + p.Y * m.M24 + p.Z * m.M34 + m.M44);
    }
}
