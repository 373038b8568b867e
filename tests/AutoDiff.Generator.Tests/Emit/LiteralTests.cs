using System.Reflection;
using AutoDiff.Generator.Emit;
using AutoDiff.Generator.Ir;
using Xunit;

namespace AutoDiff.Generator.Tests.Emit;

/// <summary>Literals give back the bits of the constant.</summary>
public sealed class LiteralTests
{
    [Theory]
    [InlineData(0.0, "0.0", "0")]
    [InlineData(-0.0, "-0.0", "-0.0")]
    [InlineData(2.0, "2.0", "2")]
    [InlineData(-3.0, "-3.0", "-3")]
    [InlineData(0.1, "0.1", "0.1")]
    [InlineData(1e9, "1e9", "1e9")]
    [InlineData(1.5e300, "1.5e300", "1.5e300")]
    [InlineData(1e-5, "1e-5", "1e-5")]
    [InlineData(123456789.0, "123456789.0", "123456789.0")]
    [InlineData(Math.PI, "Math.PI", "Math.PI")]
    [InlineData(double.NaN, "double.NaN", "double.NaN")]
    [InlineData(double.NegativeInfinity, "double.NegativeInfinity", "double.NegativeInfinity")]
    public void A_double_with_its_type_and_bare(double value, string typed, string bare)
    {
        Constant constant = Constant.Of(value, IrType.Double);
        Assert.Equal(typed, Literal.Write(constant, false));
        Assert.Equal(bare, Literal.Write(constant, true));
    }

    [Fact]
    public void Other_types()
    {
        Assert.Equal("0.1f", Literal.Write(Constant.Of(0.1f, IrType.Single), false));
        Assert.Equal("2f", Literal.Write(Constant.Of(2.0, IrType.Single), false));
        Assert.Equal("-0f", Literal.Write(Constant.Of(-0.0, IrType.Single), true));
        Assert.Equal("int.MinValue", Literal.Write(Constant.Of(int.MinValue), true));
        Assert.Equal("5L", Literal.Write(Constant.Of(5L, IrType.Int64), false));
        Assert.Equal("(byte)200", Literal.Write(Constant.Of(200L, new ScalarType(ScalarKind.Byte)), false));
        Assert.Equal(@"'\''", Literal.Write(Constant.Of('\'', new ScalarType(ScalarKind.Char)), false));
        Assert.Equal("true", Literal.Write(Constant.Of(true), false));
    }

    /// <summary>Random bits: every exponent, denormal numbers included.</summary>
    [Fact]
    public void Compiled_literals_have_the_constants_bits()
    {
        Random random = new(7);
        Constant[] constants = [.. Enumerable.Range(0, 300).Select(i => i % 3 == 0
            ? Constant.Of(BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)), IrType.Double)
            : i % 3 == 1 ? Constant.Of(BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue)), IrType.Single)
            : Constant.Of(random.Next(-1000, 1000) / 8.0, IrType.Double)).Where(c => !double.IsNaN(c.AsDouble))];
        Type emitted = EmittedText.Compile(constants.Select((c, i) => $"public static {c.Scalar} Typed{i}() => {Literal.Write(c, false)}; public static {c.Scalar} Bare{i}() => {Literal.Write(c, true)};"));
        for (int i = 0; i < constants.Length; i++)
        {
            foreach (string form in new[] { "Typed", "Bare" })
            {
                object value = emitted.GetMethod(form + i, BindingFlags.Public | BindingFlags.Static)!.Invoke(null, null)!;
                Assert.Equal(constants[i].Bits, BitConverter.DoubleToInt64Bits(value is float f ? f : (double)value));
            }
        }
    }
}
