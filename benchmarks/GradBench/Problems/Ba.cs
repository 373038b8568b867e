using AutoDiff;
using GradBench.Protocol;

namespace GradBench.Problems;

/// <summary>
/// Bundle adjustment. A camera has 11 numbers: rotation vector (0–2), centre (3–5), focal length (6), principal point (7, 8), radial
/// distortion (9, 10). Observation i is of the point i mod m by the camera i mod n.
/// </summary>
public static partial class Ba
{
    private const int CameraSize = 11, PointSize = 3, RowSize = CameraSize + PointSize + 1;

    /// <summary>One camera, point, weight and feature, which stand for n, m, p and p of them.</summary>
    internal sealed record Input(int N, int M, int P, double[] Cam, double[] X, double W, double[] Feat, int MinRuns = 1, double MinSeconds = 0) : IRuns;

    /// <summary>The errors of the first observation, and how many of them there are.</summary>
    internal sealed record Errors(ReprojectionErrors ReprojError, WeightErrors WErr);

    internal sealed record ReprojectionErrors(double[] Elements, int Repeated);

    internal sealed record WeightErrors(double Element, int Repeated);

    /// <summary>A matrix in compressed rows: the elements of row r are those from Rows[r] to Rows[r + 1].</summary>
    internal sealed record SparseMatrix(int[] Rows, int[] Cols, double[] Vals);

    private sealed record Problem(double[] Cameras, double[] Points, double[] Weights, double[] Features, int[] CameraOf, int[] PointOf)
    {
        public int Count => Weights.Length;
        public ReadOnlySpan<double> Camera(int i) => Cameras.AsSpan(CameraOf[i] * CameraSize, CameraSize);
        public ReadOnlySpan<double> Point(int i) => Points.AsSpan(PointOf[i] * PointSize, PointSize);
        public ReadOnlySpan<double> Feature(int i) => Features.AsSpan(2 * i, 2);
    }

    /// <summary>Writes weight · (projection of the point − feature).</summary>
    [Differentiable]
    public static void ReprojectionError(
        ReadOnlySpan<double> camera, ReadOnlySpan<double> point, double weight, [NoGradient] ReadOnlySpan<double> feature, Span<double> error)
    {
        double px = point[0] - camera[3], py = point[1] - camera[4], pz = point[2] - camera[5];
        double rx = camera[0], ry = camera[1], rz = camera[2];
        double squaredAngle = rx * rx + ry * ry + rz * rz;
        double x, y, z;
        if (squaredAngle != 0)
        {
            // Rodrigues' rotation by the angle |r| about the axis r / |r|.
            double angle = Math.Sqrt(squaredAngle);
            double cos = Math.Cos(angle), sin = Math.Sin(angle);
            double ux = rx / angle, uy = ry / angle, uz = rz / angle;
            double along = (ux * px + uy * py + uz * pz) * (1 - cos);
            x = px * cos + (uy * pz - uz * py) * sin + ux * along;
            y = py * cos + (uz * px - ux * pz) * sin + uy * along;
            z = pz * cos + (ux * py - uy * px) * sin + uz * along;
        }
        else
        {
            // Its first order.
            x = px + ry * pz - rz * py;
            y = py + rz * px - rx * pz;
            z = pz + rx * py - ry * px;
        }

        double u = x / z, v = y / z;
        double squaredRadius = u * u + v * v;
        double scale = (1 + camera[9] * squaredRadius + camera[10] * squaredRadius * squaredRadius) * camera[6];
        error[0] = weight * (u * scale + camera[7] - feature[0]);
        error[1] = weight * (v * scale + camera[8] - feature[1]);
    }

    /// <summary>Keeps weights near one.</summary>
    [Differentiable]
    public static double WeightError(double weight) => 1 - weight * weight;

    private static (double[] Reprojection, double[] Weight) Objective(Problem problem)
    {
        double[] reprojection = new double[2 * problem.Count], weight = new double[problem.Count];
        for (int i = 0; i < problem.Count; i++)
        {
            ReprojectionError(problem.Camera(i), problem.Point(i), problem.Weights[i], problem.Feature(i), reprojection.AsSpan(2 * i, 2));
            weight[i] = WeightError(problem.Weights[i]);
        }
        return (reprojection, weight);
    }

    /// <summary>The Jacobian of all errors by all cameras, points and weights: two rows for each reprojection, then one for each weight.</summary>
    private static SparseMatrix Jacobian(Problem problem)
    {
        int count = problem.Count, points = problem.Cameras.Length, weights = points + problem.Points.Length;
        int[] rows = new int[3 * count + 1], columns = new int[2 * RowSize * count + count];
        double[] values = new double[columns.Length];
        Span<double> error = stackalloc double[2], seed = stackalloc double[2];
        int row = 0, end = 0;
        for (int i = 0; i < count; i++)
            for (int coordinate = 0; coordinate < 2; coordinate++)
            {
                Span<double> value = values.AsSpan(end, RowSize);
                Span<int> column = columns.AsSpan(end, RowSize);
                seed.Clear();
                seed[coordinate] = 1;
                ReprojectionErrorVjp(
                    problem.Camera(i), problem.Point(i), problem.Weights[i], problem.Feature(i), error,
                    value[..CameraSize], value.Slice(CameraSize, PointSize), ref value[RowSize - 1], seed);
                for (int j = 0; j < CameraSize; j++) column[j] = CameraSize * problem.CameraOf[i] + j;
                for (int j = 0; j < PointSize; j++) column[CameraSize + j] = points + PointSize * problem.PointOf[i] + j;
                column[RowSize - 1] = weights + i;
                rows[++row] = end += RowSize;
            }
        for (int i = 0; i < count; i++)
        {
            columns[end] = weights + i;
            values[end] = WeightErrorGradient(problem.Weights[i]);
            rows[++row] = ++end;
        }
        return new(rows, columns, values);
    }

    private static Problem Prepare(Input input)
    {
        if (input.Cam.Length != CameraSize || input.X.Length != PointSize || input.Feat.Length != 2 || input.N < 1 || input.M < 1 || input.P < 1)
            throw new ArgumentException("A camera has 11 numbers, a point 3 and a feature 2, and there is one of each at least.");
        return new(
            Repeat(input.Cam, input.N), Repeat(input.X, input.M), Repeat([input.W], input.P), Repeat(input.Feat, input.P),
            [.. Enumerable.Range(0, input.P).Select(i => i % input.N)], [.. Enumerable.Range(0, input.P).Select(i => i % input.M)]);

        static double[] Repeat(double[] numbers, int count) => [.. Enumerable.Repeat(numbers, count).SelectMany(n => n)];
    }

    // Observations are alike: of each list the part of the first one goes out, and the last element.
    private static SparseMatrix Shorten(SparseMatrix matrix)
    {
        return new(Ends(matrix.Rows), Ends(matrix.Cols), Ends(matrix.Vals));

        static T[] Ends<T>(T[] list) => [.. list.Take(2 * RowSize), list[^1]];
    }

    internal static IEnumerable<Function> Functions =>
    [
        Function.Of(
            "objective", Json.Default.BaInput, Prepare, Objective,
            errors => new Errors(new(errors.Reprojection[..2], errors.Weight.Length), new(errors.Weight[0], errors.Weight.Length)), Json.Default.Errors),
        Function.Of("jacobian", Json.Default.BaInput, Prepare, Jacobian, Shorten, Json.Default.SparseMatrix),
    ];
}
