using System;
using System.Numerics;

namespace AutoDiff.Models
{
    /// <summary>Quaternions: a scalar W and a vector (X, Y, Z).</summary>
    internal static class QuaternionModel
    {
        public static Quaternion op_Addition(Quaternion a, Quaternion b) => new Quaternion(a.X + b.X, a.Y + b.Y, a.Z + b.Z, a.W + b.W);

        public static Quaternion op_Subtraction(Quaternion a, Quaternion b) => new Quaternion(a.X - b.X, a.Y - b.Y, a.Z - b.Z, a.W - b.W);

        public static Quaternion op_UnaryNegation(Quaternion a) => new Quaternion(-a.X, -a.Y, -a.Z, -a.W);

        public static Quaternion op_Multiply(Quaternion a, float s) => new Quaternion(a.X * s, a.Y * s, a.Z * s, a.W * s);

        // Hamilton's product.
        public static Quaternion op_Multiply(Quaternion a, Quaternion b) => new Quaternion(
            a.X * b.W + b.X * a.W + a.Y * b.Z - a.Z * b.Y,
            a.Y * b.W + b.Y * a.W + a.Z * b.X - a.X * b.Z,
            a.Z * b.W + b.Z * a.W + a.X * b.Y - a.Y * b.X,
            a.W * b.W - (a.X * b.X + a.Y * b.Y + a.Z * b.Z));

        public static Quaternion op_Division(Quaternion a, Quaternion b) => a * Quaternion.Inverse(b);

        public static Quaternion Add(Quaternion a, Quaternion b) => a + b;

        public static Quaternion Subtract(Quaternion a, Quaternion b) => a - b;

        public static Quaternion Multiply(Quaternion a, Quaternion b) => a * b;

        public static Quaternion Multiply(Quaternion a, float s) => a * s;

        public static Quaternion Divide(Quaternion a, Quaternion b) => a / b;

        public static Quaternion Negate(Quaternion a) => -a;

        public static Quaternion Concatenate(Quaternion a, Quaternion b) => b * a;

        public static Quaternion New(Vector3 vector, float w) => new Quaternion(vector.X, vector.Y, vector.Z, w);

        public static float Dot(Quaternion a, Quaternion b) => a.X * b.X + a.Y * b.Y + a.Z * b.Z + a.W * b.W;

        public static float LengthSquared(Quaternion self) => self.X * self.X + self.Y * self.Y + self.Z * self.Z + self.W * self.W;

        public static float Length(Quaternion self) => MathF.Sqrt(self.LengthSquared());

        public static Quaternion Normalize(Quaternion a)
        {
            float length = a.Length();
            return new Quaternion(a.X / length, a.Y / length, a.Z / length, a.W / length);
        }

        public static Quaternion Conjugate(Quaternion a) => new Quaternion(-a.X, -a.Y, -a.Z, a.W);

        public static Quaternion Inverse(Quaternion a)
        {
            float square = a.LengthSquared();
            return new Quaternion(-a.X / square, -a.Y / square, -a.Z / square, a.W / square);
        }

        public static Quaternion CreateFromAxisAngle(Vector3 axis, float angle)
        {
            float s = MathF.Sin(angle * 0.5f);
            return new Quaternion(axis.X * s, axis.Y * s, axis.Z * s, MathF.Cos(angle * 0.5f));
        }

        public static Quaternion CreateFromYawPitchRoll(float yaw, float pitch, float roll)
        {
            float sr = MathF.Sin(roll * 0.5f), cr = MathF.Cos(roll * 0.5f);
            float sp = MathF.Sin(pitch * 0.5f), cp = MathF.Cos(pitch * 0.5f);
            float sy = MathF.Sin(yaw * 0.5f), cy = MathF.Cos(yaw * 0.5f);
            return new Quaternion(cy * sp * cr + sy * cp * sr, sy * cp * cr - cy * sp * sr, cy * cp * sr - sy * sp * cr, cy * cp * cr + sy * sp * sr);
        }

        public static Quaternion Lerp(Quaternion a, Quaternion b, float t)
        {
            float other = Quaternion.Dot(a, b) >= 0 ? t : -t;
            return Quaternion.Normalize(a * (1 - t) + b * other);
        }

        public static Quaternion Slerp(Quaternion a, Quaternion b, float t)
        {
            float cosine = Quaternion.Dot(a, b);
            float sign = 1;
            if (cosine < 0)
            {
                cosine = -cosine;
                sign = -1;
            }
            if (cosine > 1 - 1e-6f) return a * (1 - t) + b * (t * sign);
            float omega = MathF.Acos(cosine), inverse = 1 / MathF.Sin(omega);
            return a * (MathF.Sin((1 - t) * omega) * inverse) + b * (MathF.Sin(t * omega) * inverse * sign);
        }
    }
}
