using System.Numerics;
using CsCheck;
using Xunit;

namespace AutoDiff.Runtime.Tests;

public sealed class ElementwiseTests
{
    [Fact]
    public void OperatorsTakeTensorsAndNumbersOnEitherSide()
    {
        Tensor<float> v = [1, 2, 3], s = 42f;
        float f = 2;
        Assert.Equal("tensor([2., 4., 6.])", (v + v).ToString());
        Assert.Equal([2, 3, 4], (v + 1).ToArray());
        Assert.Equal([2, 4, 6], (2 * v).ToArray());
        Assert.Equal([0, 1, 2], (v - 1f).ToArray());
        Assert.Equal([6, 3, 2], (6 / v).ToArray());
        Assert.Equal([42, 84, 126], (s * v).ToArray());
        Assert.Equal([42, 84, 126], (v * s).ToArray());
        Assert.Equal([0.5f, 1, 1.5f], (v / f).ToArray());
        Assert.Equal([-1, -2, -3], (-v).ToArray());
        Assert.Equal([1, 0, 1], (v % 2).ToArray());
        Assert.Equal([false, false, true], (v > 2).ToArray());
        Assert.Equal([true, false, false], (v < 2f).ToArray());
        Assert.Equal([true, true, false], (2 >= v).ToArray());
        Assert.Equal([false, true, false], ((v >= 2) & (v <= 2)).ToArray());
        Assert.Equal([true, false, true], (!((v >= 2) & (v <= 2))).ToArray());
        Assert.Equal([true, false, true], ((v < 2) | (v > 2)).ToArray());
        Tensor<double> d = [1, 2];
        Assert.Equal([1.5, 2.5], (d + 0.5).ToArray());
        Assert.Equal([2, 3], (d + 1).ToArray());
        Tensor<int> i = [1, 2, 3];
        Assert.Equal([3, 5, 7], ((2 * i) + 1).ToArray());
        Assert.Equal([1, 0, 1], (i & 1).ToArray());
        Assert.Equal([-2, -3, -4], (~i).ToArray());
        Tensor<Complex> c = [new(1, 2)];
        Assert.Equal([new Complex(2, 4)], (c + c).ToArray());
        Assert.Equal([new Complex(2, 2)], (c + 1).ToArray());
        v += v;
        v *= 2;
        Assert.Equal([4, 8, 12], v.ToArray());
    }

    [Fact]
    public void ShapesBroadcastAsNumPysDo()
    {
        Tensor<float> m = new float[,] { { 1, 2, 3 }, { 4, 5, 6 } }, v = [10, 20, 30];
        Assert.Equal([11, 22, 33, 14, 25, 36], (m + v).ToArray());
        Assert.Equal([2, 3], (m + v).Shape);
        Assert.Equal([3, 3], (v.Unsqueeze(1) - v).Shape);
        Assert.Equal([0, -10, -20, 10, 0, -10, 20, 10, 0], (v.Unsqueeze(1) - v).ToArray());
        Assert.Equal([1, 1, 3], ((Tensor<float>)1f + v.Reshape(1, 1, 3)).Shape);
        Assert.Equal([1, 1], (Tensor.Ones<float>(1, 1) + (Tensor<float>)[1f]).Shape);
        Assert.Equal([0, 3], (Tensor.Ones<float>(0, 1) + v).Shape);
        Assert.Equal(
            "Add: the left operand has the shape [2, 3], the right one [2], and they do not broadcast: axis -1 has 3 against 2 elements.",
            Assert.Throws<ShapeException>(() => m + (Tensor<float>)[1f, 2f]).Message);
    }

    [Fact]
    public void BroadcastingAgreesWithLoops() =>
        (from lengths in Gen.Int[1, 4].Array[0, 4]
         from left in Operand(lengths)
         from right in Operand(lengths)
         select (left, right)).Sample(s =>
        {
            Tensor<double> x = Make(s.left, 0.5), y = Make(s.right, 7.25);
            Tensor<double> difference = x - y, quotient = Tensor.Divide(x, y), larger = Tensor.Maximum(x, y);
            int[] position = new int[difference.Rank];
            for (int flat = 0; flat < difference.Length; flat++)
            {
                for (int axis = position.Length - 1, rest = flat; axis >= 0; rest /= difference.Shape[axis--]) position[axis] = rest % difference.Shape[axis];
                double a = At(x, position), b = At(y, position);
                Assert.Equal(a - b, difference[position]);
                Assert.Equal(a / b, quotient[position]);
                Assert.Equal(Math.Max(a, b), larger[position]);
            }
            // The sum over what was repeated, for a tensor of the result's shape.
            Tensor<double> sum = Tensor.SumTo(difference, x.Shape);
            Assert.Equal(x.Shape, sum.Shape);
            double[] expected = new double[x.Length];
            Tensor<int> numbers = Tensor.Arange(x.Length).Reshape(x.Shape);
            for (int flat = 0; flat < difference.Length; flat++)
            {
                for (int axis = position.Length - 1, rest = flat; axis >= 0; rest /= difference.Shape[axis--]) position[axis] = rest % difference.Shape[axis];
                expected[(int)At(numbers.To<double>(), position)] += difference[position];
            }
            Assert.True(sum.AllClose(Tensor.Create<double>(expected, x.Shape), 1e-12, 1e-12));
            Tensor<double> target = difference.Clone();
            target.AddInPlace(x);
            Assert.True(target.ElementsEqual(difference + x));
        });

    [Fact]
    public void FunctionsAgreeWithThoseOfNumbers()
    {
        double[] points = [-3, -0.7, -1e-9, -0.0, 0, 1e-300, 1e-9, 0.3, 0.9, 1.5, 20, double.NaN, double.PositiveInfinity, double.NegativeInfinity];
        (string Name, Func<Tensor<double>, Tensor<double>> Tensor, Func<double, double> Number)[] functions =
        [
            ("Sin", Tensor.Sin, Math.Sin), ("Cos", Tensor.Cos, Math.Cos), ("Tan", Tensor.Tan, Math.Tan), ("Asin", Tensor.Asin, Math.Asin), ("Acos", Tensor.Acos, Math.Acos),
            ("Atan", Tensor.Atan, Math.Atan), ("Sinh", Tensor.Sinh, Math.Sinh), ("Cosh", Tensor.Cosh, Math.Cosh), ("Tanh", Tensor.Tanh, Math.Tanh), ("Asinh", Tensor.Asinh, Math.Asinh),
            ("Acosh", Tensor.Acosh, Math.Acosh), ("Atanh", Tensor.Atanh, Math.Atanh), ("Exp", Tensor.Exp, Math.Exp), ("Exp2", Tensor.Exp2, x => Math.Pow(2, x)),
            ("Exp10", Tensor.Exp10, x => Math.Pow(10, x)), ("Log", Tensor.Log, Math.Log), ("Log2", Tensor.Log2, Math.Log2), ("Log10", Tensor.Log10, Math.Log10),
            ("Sqrt", Tensor.Sqrt, Math.Sqrt), ("Cbrt", Tensor.Cbrt, Math.Cbrt), ("Rsqrt", Tensor.Rsqrt, x => 1 / Math.Sqrt(x)), ("Reciprocal", Tensor.Reciprocal, x => 1 / x),
            ("Square", Tensor.Square, x => x * x), ("Abs", Tensor.Abs, Math.Abs), ("Sign", Tensor.Sign, x => double.IsNaN(x) ? x : Math.Sign(x)), ("Floor", Tensor.Floor, Math.Floor),
            ("Ceiling", Tensor.Ceiling, Math.Ceiling), ("Round", Tensor.Round, Math.Round), ("Truncate", Tensor.Truncate, Math.Truncate), ("Relu", Tensor.Relu, x => Math.Max(x, 0)),
            ("Negate", Tensor.Negate, x => -x),
        ];
        foreach ((string name, Func<Tensor<double>, Tensor<double>> tensor, Func<double, double> number) in functions)
        {
            // In one run, with a stride, and as single elements.
            foreach (double[] values in new[] { tensor(Tensor.Wrap(points)).ToArray(), tensor(Tensor.Wrap(points).Flip()).Flip().ToArray(), points.Select(x => tensor(x).Item()).ToArray() })
            {
                for (int i = 0; i < points.Length; i++)
                {
                    double expected = number(points[i]);
                    Assert.True(
                        values[i].Equals(expected) || Math.Abs(values[i] - expected) <= 8 * Math.Abs(Math.BitIncrement(expected) - expected) || values[i] == expected,
                        $"{name}({points[i]:R}) is {values[i]:R}, not {expected:R}");
                }
            }
        }
    }

    [Fact]
    public void TheErrorFunctionIsExactToAnUlpOrTwo()
    {
        // Digits of a high-precision evaluation.
        (double X, double Erf, double Erfc)[] values =
        [
            (0.1, 0.1124629160182848922, 0.8875370839817151078), (0.5, 0.5204998778130465377, 0.4795001221869534623), (0.9, 0.7969082124228321285, 0.2030917875771678715),
            (1, 0.8427007929497148693, 0.1572992070502851307), (1.5, 0.9661051464753107271, 0.0338948535246892729), (2, 0.9953222650189527342, 0.004677734981047265838),
            (3, 0.9999779095030014146, 2.209049699858544137e-05), (5, 0.9999999999984625402, 1.537459794428034850e-12), (10, 1, 2.088487583762544757e-45),
        ];
        foreach ((double x, double erf, double erfc) in values)
        {
            Assert.Equal(erf, Tensor.Erf<double>(x).Item(), 4e-16 * erf);
            Assert.Equal(-erf, Tensor.Erf<double>(-x).Item(), 4e-16 * erf);
            Assert.Equal(erfc, Tensor.Erfc<double>(x).Item(), 4e-16 * erfc);
            Assert.Equal(2 - erfc, Tensor.Erfc<double>(-x).Item(), 4e-16);
            Assert.Equal(0.5 * x * (1 + Tensor.Erf<double>(x / Math.Sqrt(2)).Item()), Tensor.Gelu<double>(x).Item(), 1e-15 * x);
            Assert.Equal(0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x)))), Tensor.GeluTanh<double>(x).Item(), 1e-15 * x);
        }
    }

    [Fact]
    public void TheOthers()
    {
        Tensor<double> x = [-2, -0.5, 0.5, 2];
        Assert.Equal([-0.2, -0.05, 0.5, 2], x.LeakyRelu(0.1).ToArray());
        Assert.Equal([2 * (Math.Exp(-2) - 1), 2 * (Math.Exp(-0.5) - 1), 0.5, 2], x.Elu(2).ToArray());
        Assert.Equal([-1, -0.5, 0.5, 1], x.Clamp(-1, 1).ToArray());
        Assert.Equal([4, 0.25, 0.25, 4], x.Pow(2).ToArray());
        Assert.True(Tensor.AllClose(Tensor.Create<double>([0.25, Math.Pow(2, -0.5), Math.Sqrt(2), 4]), Tensor.Pow(2, x), 4e-16, 0));
        Assert.Equal([-3, -0.75, 0.75, 3], x.Lerp(x * 1.5, 1).ToArray());
        Assert.Equal([3, -0.75, -0.75, 3], x.FusedMultiplyAdd(x, -1).ToArray());
        Assert.Equal([2.5, Math.Sqrt(2.5), Math.Sqrt(2.5), 2.5], x.Hypot(1.5).ToArray());
        Assert.Equal([-Math.PI / 2, -Math.PI / 2, Math.PI / 2, Math.PI / 2], x.Atan2(0).ToArray());
        Assert.Equal([1, 2, 3, 4], Tensor.Where<double>(x > 0, [9, 9, 3, 4], [1, 2, 9, 9]).ToArray());
        Assert.Equal([false, true], Tensor.IsNaN<double>([1, double.NaN]).ToArray());
        Assert.Equal([true, false], Tensor.IsFinite<double>([1, double.NaN]).ToArray());
        Assert.True(Tensor.Equal<int>([1, 2], [1, 2]).All().Item());
        Assert.False(((Tensor<int>)[1, 2]).ElementsEqual([1, 3]));
    }

    [Fact]
    public void TypesAreConvertedAsCSharpCasts()
    {
        Tensor<double> x = [-1.7, 0, 2.9];
        Assert.Equal([-1, 0, 2], x.To<int>().ToArray());
        Assert.Equal([-1.7f, 0, 2.9f], x.To<float>().ToArray());
        Assert.Equal([true, false, true], x.To<bool>().ToArray());
        Assert.Equal([1, 0, 1], x.To<bool>().To<long>().ToArray());
        Assert.Equal([new Complex(-1.7, 0), 0, 2.9], x.To<Complex>().ToArray());
        Assert.Equal([new Complex64(-1.7f, 0), 0, 2.9f], x.To<Complex64>().ToArray());
        Assert.Equal([1.5f], Tensor.Create<Complex>([new(1.5, 2)]).To<float>().ToArray());
        Assert.Equal([new Complex64(1.5f, 2)], Tensor.Create<Complex>([new(1.5, 2)]).To<Complex64>().ToArray());
        Assert.Equal([(Half)2.9], Tensor.Create<double>([2.9]).To<Half>().ToArray());
    }

    [Fact]
    public void ComplexNumbersHaveTheirFunctions()
    {
        Tensor<Complex64> z = [new(3, 4), new(-1, 0.5f)];
        Assert.Equal([5, Complex64.Abs(new(-1, 0.5f))], z.Abs().ToArray());
        Assert.Equal([3, -1], z.Real().ToArray());
        Assert.Equal([4, 0.5f], z.Imaginary().ToArray());
        Assert.Equal([new(3, -4), new(-1, -0.5f)], z.Conjugate().ToArray());
        Assert.Equal(MathF.Atan2(4, 3), z.Angle()[0]);
        Assert.Equal(Complex64.Exp(new(3, 4)), z.Exp()[0]);
        Assert.Equal([new(25, 0), new(1.25f, 0)], (z * z.Conjugate()).ToArray());
        Assert.Equal(z.ToArray(), Tensor.ToComplex(z.Real(), z.Imaginary()).ToArray());
        Tensor<Complex> w = [new(0.3, -0.4)];
        Assert.Equal(Complex.Pow(new(0.3, -0.4), 2), w.Pow(2)[0]);
        Assert.Equal(Complex.Tanh(new(0.3, -0.4)), w.Tanh()[0]);
    }

    [Fact]
    public void RealNumbersStandBesideComplexOnes()
    {
        Tensor<Complex> z = [new(3, 4), new(-1, 0.5)];
        Tensor<double> w = [2, 4];
        Assert.Equal([new(5, 4), new(3, 0.5)], (z + w).ToArray());
        Assert.Equal([new(1, 4), new(-5, 0.5)], (z - w).ToArray());
        Assert.Equal([new(-1, -4), new(5, -0.5)], (w - z).ToArray());
        Assert.Equal([new(6, 8), new(-4, 2)], (w * z).ToArray());
        Assert.Equal([new(1.5, 2), new(-0.25, 0.125)], (z / w).ToArray());
        Assert.Equal([2 / new Complex(3, 4), 4 / new Complex(-1, 0.5)], (w / z).ToArray());
        Assert.Equal([new(2.5, 4), new(-1.5, 0.5)], (z - 0.5).ToArray());
        Assert.Equal([new(-1, -4), new(3, -0.5)], (2 - z).ToArray());
        Assert.Equal([new Complex64(6, 8)], ((Tensor<Complex64>)[new(3, 4)] * (Tensor<float>)[2]).ToArray());
        Assert.Equal([new Complex64(1.5f, 2)], (0.5f * (Tensor<Complex64>)[new(3, 4)]).ToArray());
        Complex c = new(1, 2);
        Assert.Equal([new(3, 2), new(5, 2)], (w + c).ToArray());
        Assert.Equal([new(3, 2), new(5, 2)], (c + w).ToArray());
        Assert.Equal([new(1, -2), new(3, -2)], (w - c).ToArray());
        Assert.Equal([new(-1, 2), new(-3, 2)], (c - w).ToArray());
        Assert.Equal([new(2, 4), new(4, 8)], (w * c).ToArray());
        Assert.Equal([new(2, 4), new(4, 8)], (c * w).ToArray());
        Assert.Equal([2 / c, 4 / c], (w / c).ToArray());
        Assert.Equal([new(0.5, 1), new(0.25, 0.5)], (c / w).ToArray());
        Assert.Equal([new Complex64(2, 1)], ((Tensor<float>)[2] + Complex64.ImaginaryOne).ToArray());
        Assert.Equal([new Complex64(0, -0.5f)], (1f / ((Tensor<float>)[2] * Complex64.ImaginaryOne)).ToArray());
        Assert.Throws<ShapeException>(() => z * (Tensor<double>)[1, 2, 3]);
        Assert.True(Tensor.Polar(z.Abs(), z.Angle()).AllClose(z));
        Assert.True(Tensor.Polar((Tensor<float>)[2], MathF.PI / 2).AllClose((Tensor<Complex64>)[new(0, 2)], absolute: 1e-6));
    }

    /// <summary>A tensor that broadcasts to a shape: without some of its outer axes, with some of length 1, lying in memory in any way.</summary>
    private static Gen<(int[] Lengths, bool Transposed, bool Flipped)> Operand(int[] lengths) =>
        from drop in Gen.Int[0, lengths.Length]
        from ones in Gen.Bool.Array[lengths.Length]
        from transposed in Gen.Bool
        from flipped in Gen.Bool
        select (lengths.Select((length, i) => ones[i] ? 1 : length).Skip(drop).ToArray(), transposed, flipped);

    private static Tensor<double> Make((int[] Lengths, bool Transposed, bool Flipped) s, double start)
    {
        int[] lengths = s.Transposed ? [.. s.Lengths.Reverse()] : s.Lengths;
        int count = lengths.Aggregate(1, (product, length) => product * length);
        Tensor<double> x = Tensor.Arange(start, start + count).Reshape(lengths);
        if (s.Transposed) x = x.Permute();
        return s.Flipped && x.Rank > 0 ? x.Flip(0) : x;
    }

    private static double At(Tensor<double> x, int[] position)
    {
        int[] own = position[(position.Length - x.Rank)..];
        return x[own.Select((p, axis) => x.Shape[axis] == 1 ? 0 : p).ToArray()];
    }
}
