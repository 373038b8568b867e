using System;
using System.Numerics;

namespace AutoDiff.Models
{
    /// <summary>Affine maps of the plane; a point is a row, on the left.</summary>
    internal static class Matrix3x2Model
    {
        public static Matrix3x2 op_Addition(Matrix3x2 a, Matrix3x2 b) => new Matrix3x2(
                a.M11 + b.M11, a.M12 + b.M12,
                a.M21 + b.M21, a.M22 + b.M22,
                a.M31 + b.M31, a.M32 + b.M32);

        public static Matrix3x2 op_Subtraction(Matrix3x2 a, Matrix3x2 b) => new Matrix3x2(
                a.M11 - b.M11, a.M12 - b.M12,
                a.M21 - b.M21, a.M22 - b.M22,
                a.M31 - b.M31, a.M32 - b.M32);

        public static Matrix3x2 op_Multiply(Matrix3x2 a, float s) => new Matrix3x2(
                a.M11 * s, a.M12 * s,
                a.M21 * s, a.M22 * s,
                a.M31 * s, a.M32 * s);

        public static Matrix3x2 op_UnaryNegation(Matrix3x2 a) => new Matrix3x2(
                -a.M11, -a.M12,
                -a.M21, -a.M22,
                -a.M31, -a.M32);

        public static Matrix3x2 op_Multiply(Matrix3x2 a, Matrix3x2 b) => new Matrix3x2(
                a.M11 * b.M11 + a.M12 * b.M21, a.M11 * b.M12 + a.M12 * b.M22,
                a.M21 * b.M11 + a.M22 * b.M21, a.M21 * b.M12 + a.M22 * b.M22,
                a.M31 * b.M11 + a.M32 * b.M21 + b.M31, a.M31 * b.M12 + a.M32 * b.M22 + b.M32);

        public static Matrix3x2 Add(Matrix3x2 a, Matrix3x2 b) => a + b;

        public static Matrix3x2 Subtract(Matrix3x2 a, Matrix3x2 b) => a - b;

        public static Matrix3x2 Multiply(Matrix3x2 a, Matrix3x2 b) => a * b;

        public static Matrix3x2 Multiply(Matrix3x2 a, float s) => a * s;

        public static Matrix3x2 Negate(Matrix3x2 a) => -a;

        public static Matrix3x2 CreateTranslation(float x, float y) => new Matrix3x2(1, 0, 0, 1, x, y);

        public static Matrix3x2 CreateTranslation(Vector2 p) => new Matrix3x2(1, 0, 0, 1, p.X, p.Y);

        public static Matrix3x2 CreateScale(float x, float y) => new Matrix3x2(x, 0, 0, y, 0, 0);

        public static Matrix3x2 CreateScale(float s) => new Matrix3x2(s, 0, 0, s, 0, 0);

        public static Matrix3x2 CreateRotation(float angle)
        {
            float c = MathF.Cos(angle), s = MathF.Sin(angle);
            return new Matrix3x2(c, s, -s, c, 0, 0);
        }

        public static float GetDeterminant(Matrix3x2 self) => self.M11 * self.M22 - self.M21 * self.M12;
    }

    /// <summary>Maps of space in homogeneous coordinates; a point is a row, on the left.</summary>
    internal static class Matrix4x4Model
    {
        public static Matrix4x4 op_Addition(Matrix4x4 a, Matrix4x4 b) => new Matrix4x4(
                a.M11 + b.M11, a.M12 + b.M12, a.M13 + b.M13, a.M14 + b.M14,
                a.M21 + b.M21, a.M22 + b.M22, a.M23 + b.M23, a.M24 + b.M24,
                a.M31 + b.M31, a.M32 + b.M32, a.M33 + b.M33, a.M34 + b.M34,
                a.M41 + b.M41, a.M42 + b.M42, a.M43 + b.M43, a.M44 + b.M44);

        public static Matrix4x4 op_Subtraction(Matrix4x4 a, Matrix4x4 b) => new Matrix4x4(
                a.M11 - b.M11, a.M12 - b.M12, a.M13 - b.M13, a.M14 - b.M14,
                a.M21 - b.M21, a.M22 - b.M22, a.M23 - b.M23, a.M24 - b.M24,
                a.M31 - b.M31, a.M32 - b.M32, a.M33 - b.M33, a.M34 - b.M34,
                a.M41 - b.M41, a.M42 - b.M42, a.M43 - b.M43, a.M44 - b.M44);

        public static Matrix4x4 op_Multiply(Matrix4x4 a, float s) => new Matrix4x4(
                a.M11 * s, a.M12 * s, a.M13 * s, a.M14 * s,
                a.M21 * s, a.M22 * s, a.M23 * s, a.M24 * s,
                a.M31 * s, a.M32 * s, a.M33 * s, a.M34 * s,
                a.M41 * s, a.M42 * s, a.M43 * s, a.M44 * s);

        public static Matrix4x4 op_UnaryNegation(Matrix4x4 a) => new Matrix4x4(
                -a.M11, -a.M12, -a.M13, -a.M14,
                -a.M21, -a.M22, -a.M23, -a.M24,
                -a.M31, -a.M32, -a.M33, -a.M34,
                -a.M41, -a.M42, -a.M43, -a.M44);

        public static Matrix4x4 op_Multiply(Matrix4x4 a, Matrix4x4 b) => new Matrix4x4(
                a.M11 * b.M11 + a.M12 * b.M21 + a.M13 * b.M31 + a.M14 * b.M41, a.M11 * b.M12 + a.M12 * b.M22 + a.M13 * b.M32 + a.M14 * b.M42, a.M11 * b.M13 + a.M12 * b.M23 + a.M13 * b.M33 + a.M14 * b.M43, a.M11 * b.M14 + a.M12 * b.M24 + a.M13 * b.M34 + a.M14 * b.M44,
                a.M21 * b.M11 + a.M22 * b.M21 + a.M23 * b.M31 + a.M24 * b.M41, a.M21 * b.M12 + a.M22 * b.M22 + a.M23 * b.M32 + a.M24 * b.M42, a.M21 * b.M13 + a.M22 * b.M23 + a.M23 * b.M33 + a.M24 * b.M43, a.M21 * b.M14 + a.M22 * b.M24 + a.M23 * b.M34 + a.M24 * b.M44,
                a.M31 * b.M11 + a.M32 * b.M21 + a.M33 * b.M31 + a.M34 * b.M41, a.M31 * b.M12 + a.M32 * b.M22 + a.M33 * b.M32 + a.M34 * b.M42, a.M31 * b.M13 + a.M32 * b.M23 + a.M33 * b.M33 + a.M34 * b.M43, a.M31 * b.M14 + a.M32 * b.M24 + a.M33 * b.M34 + a.M34 * b.M44,
                a.M41 * b.M11 + a.M42 * b.M21 + a.M43 * b.M31 + a.M44 * b.M41, a.M41 * b.M12 + a.M42 * b.M22 + a.M43 * b.M32 + a.M44 * b.M42, a.M41 * b.M13 + a.M42 * b.M23 + a.M43 * b.M33 + a.M44 * b.M43, a.M41 * b.M14 + a.M42 * b.M24 + a.M43 * b.M34 + a.M44 * b.M44);

        public static Matrix4x4 Add(Matrix4x4 a, Matrix4x4 b) => a + b;

        public static Matrix4x4 Subtract(Matrix4x4 a, Matrix4x4 b) => a - b;

        public static Matrix4x4 Multiply(Matrix4x4 a, Matrix4x4 b) => a * b;

        public static Matrix4x4 Multiply(Matrix4x4 a, float s) => a * s;

        public static Matrix4x4 Negate(Matrix4x4 a) => -a;

        public static Matrix4x4 Transpose(Matrix4x4 m) => new Matrix4x4(
                m.M11, m.M21, m.M31, m.M41,
                m.M12, m.M22, m.M32, m.M42,
                m.M13, m.M23, m.M33, m.M43,
                m.M14, m.M24, m.M34, m.M44);

        public static Matrix4x4 CreateTranslation(float x, float y, float z) => new Matrix4x4(
                1, 0, 0, 0,
                0, 1, 0, 0,
                0, 0, 1, 0,
                x, y, z, 1);

        public static Matrix4x4 CreateTranslation(Vector3 p) => Matrix4x4.CreateTranslation(p.X, p.Y, p.Z);

        public static Matrix4x4 CreateScale(float x, float y, float z) => new Matrix4x4(
                x, 0, 0, 0,
                0, y, 0, 0,
                0, 0, z, 0,
                0, 0, 0, 1);

        public static Matrix4x4 CreateScale(float s) => Matrix4x4.CreateScale(s, s, s);

        public static Matrix4x4 CreateScale(Vector3 s) => Matrix4x4.CreateScale(s.X, s.Y, s.Z);

        public static Matrix4x4 CreateRotationX(float angle)
        {
            float c = MathF.Cos(angle), s = MathF.Sin(angle);
            return new Matrix4x4(1, 0, 0, 0, 0, c, s, 0, 0, -s, c, 0, 0, 0, 0, 1);
        }

        public static Matrix4x4 CreateRotationY(float angle)
        {
            float c = MathF.Cos(angle), s = MathF.Sin(angle);
            return new Matrix4x4(c, 0, -s, 0, 0, 1, 0, 0, s, 0, c, 0, 0, 0, 0, 1);
        }

        public static Matrix4x4 CreateRotationZ(float angle)
        {
            float c = MathF.Cos(angle), s = MathF.Sin(angle);
            return new Matrix4x4(c, s, 0, 0, -s, c, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1);
        }

        public static Matrix4x4 CreateFromQuaternion(Quaternion q)
        {
            float xx = q.X * q.X, yy = q.Y * q.Y, zz = q.Z * q.Z;
            float xy = q.X * q.Y, wz = q.Z * q.W, xz = q.Z * q.X, wy = q.Y * q.W, yz = q.Y * q.Z, wx = q.X * q.W;
            return new Matrix4x4(
                1 - 2 * (yy + zz), 2 * (xy + wz), 2 * (xz - wy), 0,
                2 * (xy - wz), 1 - 2 * (zz + xx), 2 * (yz + wx), 0,
                2 * (xz + wy), 2 * (yz - wx), 1 - 2 * (yy + xx), 0,
                0, 0, 0, 1);
        }

        public static Matrix4x4 CreateFromAxisAngle(Vector3 axis, float angle) => Matrix4x4.CreateFromQuaternion(Quaternion.CreateFromAxisAngle(axis, angle));

        public static Matrix4x4 CreateLookAt(Vector3 position, Vector3 target, Vector3 up)
        {
            Vector3 z = Vector3.Normalize(position - target);
            Vector3 x = Vector3.Normalize(Vector3.Cross(up, z));
            Vector3 y = Vector3.Cross(z, x);
            return new Matrix4x4(
                x.X, y.X, z.X, 0,
                x.Y, y.Y, z.Y, 0,
                x.Z, y.Z, z.Z, 0,
                -Vector3.Dot(x, position), -Vector3.Dot(y, position), -Vector3.Dot(z, position), 1);
        }

        public static Matrix4x4 CreatePerspectiveFieldOfView(float fieldOfView, float aspectRatio, float near, float far)
        {
            float height = 1 / MathF.Tan(fieldOfView / 2), range = far / (near - far);
            return new Matrix4x4(height / aspectRatio, 0, 0, 0, 0, height, 0, 0, 0, 0, range, -1, 0, 0, near * range, 0);
        }

        public static float GetDeterminant(Matrix4x4 self)
        {
            float kplo = self.M33 * self.M44 - self.M34 * self.M43, jpln = self.M32 * self.M44 - self.M34 * self.M42, jokn = self.M32 * self.M43 - self.M33 * self.M42;
            float iplm = self.M31 * self.M44 - self.M34 * self.M41, iokm = self.M31 * self.M43 - self.M33 * self.M41, injm = self.M31 * self.M42 - self.M32 * self.M41;
            return self.M11 * (self.M22 * kplo - self.M23 * jpln + self.M24 * jokn) - self.M12 * (self.M21 * kplo - self.M23 * iplm + self.M24 * iokm)
                + self.M13 * (self.M21 * jpln - self.M22 * iplm + self.M24 * injm) - self.M14 * (self.M21 * jokn - self.M22 * iokm + self.M23 * injm);
        }
    }
}
