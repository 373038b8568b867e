namespace Cases.Geometry;

public static partial class PolygonArea
{
    [Differentiable]
    public static double Shoelace(double[][] vertices)
    {
        double area = 0;
        for (int i = 0, j = vertices.Length - 1; i < vertices.Length; j = i++)
            area += vertices[j][0] * vertices[i][1] - vertices[i][0] * vertices[j][1];
        return Math.Abs(area) / 2;
    }

    public static IEnumerable<object[]> Points => [[new double[][] { [0, 0], [2, 0.5], [1.5, 2], [-0.5, 1] }]];
}
