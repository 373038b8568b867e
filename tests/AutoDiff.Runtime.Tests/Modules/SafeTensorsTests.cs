using System.Buffers.Binary;
using System.Text;
using Xunit;

namespace AutoDiff.Runtime.Tests;

public sealed class SafeTensorsTests
{
    private static byte[] File(string header, params byte[] data)
    {
        byte[] text = Encoding.UTF8.GetBytes(header), length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, text.Length);
        return [.. length, .. text, .. data];
    }

    private static TensorDictionary Read(byte[] file) => SafeTensors.Read(new MemoryStream(file));

    [Fact]
    public void TheBytesAreThoseOfTheFormat()
    {
        MemoryStream stream = new();
        TensorDictionary tensors = new() { { "flag", Tensor.Create<bool>([true, false]) }, { "w", (Tensor<float>)new float[,] { { 1, 2 }, { 3, 4 } } } };
        tensors.Metadata["format"] = "pt";
        SafeTensors.Write(stream, tensors);
        string header = """{"__metadata__":{"format":"pt"},"w":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]},"flag":{"dtype":"BOOL","shape":[2],"data_offsets":[16,18]}}""";
        header = header.PadRight((header.Length + 7) / 8 * 8);
        Assert.Equal(File(header, [0, 0, 128, 63, 0, 0, 0, 64, 0, 0, 64, 64, 0, 0, 128, 64, 1, 0]), stream.ToArray());
    }

    [Fact]
    public void EveryElementTypeComesBack()
    {
        TensorDictionary tensors = new()
        {
            { "bool", Tensor.Create<bool>([true, false, true]) },
            { "byte", Tensor.Create<byte>([0, 255]) },
            { "int", Tensor.Create([int.MinValue, 5]) },
            { "long", Tensor.Scalar(long.MaxValue) },
            { "half", Tensor.Create([(Half)0.1f, Half.NaN]) },
            { "float", Tensor.Create([0.1f, float.NegativeInfinity]) },
            { "double", Tensor.Zeros<double>(0, 3) },
            { "complex", Tensor.Create([new Complex64(1, -2)]) },
        };
        MemoryStream stream = new();
        SafeTensors.Write(stream, tensors);
        stream.Position = 0;
        TensorDictionary read = SafeTensors.Read(stream);
        Assert.Equal(tensors.Names.Order(), read.Names.Order());
        foreach (string name in tensors.Names)
        {
            Assert.Equal(tensors.ElementTypeOf(name), read.ElementTypeOf(name));
            Assert.Equal(tensors.ShapeOf(name), read.ShapeOf(name));
        }
        Assert.Equal([true, false, true], read.Get<bool>("bool").ToArray());
        Assert.Equal([0, 255], read.Get<byte>("byte").ToArray());
        Assert.Equal([int.MinValue, 5], read.Get<int>("int").ToArray());
        Assert.Equal(long.MaxValue, read.Get<long>("long").Item());
        Assert.Equal([(Half)0.1f, Half.NaN], read.Get<Half>("half").ToArray());
        Assert.Equal([0.1f, float.NegativeInfinity], read.Get<float>("float").ToArray());
        Assert.Equal([new Complex64(1, -2)], read.Get<Complex64>("complex").ToArray());
    }

    [Fact]
    public void AViewIsWrittenInItsOwnOrder()
    {
        Tensor<float> m = new float[,] { { 1, 2, 3 }, { 4, 5, 6 } };
        MemoryStream stream = new();
        SafeTensors.Write(stream, new Dictionary<string, Tensor<float>> { ["m"] = m.T });
        stream.Position = 0;
        Tensor<float> read = SafeTensors.Read(stream).Get<float>("m");
        Assert.Equal("[3, 2]", read.Shape.ToString());
        Assert.Equal([1f, 4, 2, 5, 3, 6], read.ToArray());
    }

    [Fact]
    public void BrainFloatsAreReadAsFloats()
    {
        Tensor<float> x = Read(File("""{"x":{"dtype":"BF16","shape":[2],"data_offsets":[0,4]}}""", 0x80, 0x3F, 0x40, 0xC0)).Get<float>("x");
        Assert.Equal([1f, -3f], x.ToArray());
    }

    [Theory]
    [InlineData("""{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", "lies in 4 bytes")]
    [InlineData("""{"x":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""", "what is before it ends at 0")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"y":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "what is before it ends at 4")]
    [InlineData("""{"x":{"dtype":"F32","shape":[200],"data_offsets":[0,800]}}""", "there are 8")]
    [InlineData("""{"x":{"dtype":"F8_E4M3","shape":[8],"data_offsets":[0,8]}}""", "F8_E4M3")]
    [InlineData("""{"x":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", "length")]
    [InlineData("""{"x":{"dtype":"F32","shape":[100000,100000],"data_offsets":[0,8]}}""", "more than")]
    [InlineData("""{"x":{"dtype":"F32","shape":[2]}}""", "lacks")]
    [InlineData("""{"x":{"dtype":"F32","shape":[2.5],"data_offsets":[0,8]}}""", "header is wrong")]
    [InlineData("""{"x":{"dtype":"F32","shape":["2"],"data_offsets":[0,8]}}""", "whole number")]
    [InlineData("""{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"x":{"dtype":"F32","shape":[0],"data_offsets":[8,8]}}""", "twice")]
    [InlineData("""{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"stride":1}}""", "'stride'")]
    [InlineData("""{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}""", "header is wrong")]
    [InlineData("""["x"]""", "StartObject")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1,1,1,1,1,1,1,1,2],"data_offsets":[0,8]}}""", "9 axes")]
    public void WhatIsWrongIsSaid(string header, string problem) =>
        Assert.Contains(problem, Assert.Throws<InvalidDataException>(() => Read(File(header, new byte[8]))).Message);

    [Fact]
    public void AFileThatIsCutOffIsRefused()
    {
        byte[] file = File("""{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", new byte[8]);
        Read(file);
        for (int length = 0; length < file.Length; length++) Assert.Throws<InvalidDataException>(() => Read(file[..length]));
    }

    [Fact]
    public void WhatTheFormatDoesNotHaveIsRefusedBeforeAnythingIsWritten()
    {
        MemoryStream stream = new();
        TensorDictionary tensors = new() { { "z", Tensor.Scalar(System.Numerics.Complex.One) } };
        Assert.Contains("'z' holds Complex", Assert.Throws<NotSupportedException>(() => SafeTensors.Write(stream, tensors)).Message);
        Assert.Equal(0, stream.Length);
    }

    [Fact]
    public void ADictionaryKnowsItsTensors()
    {
        TensorDictionary tensors = new() { { "x", Tensor.Scalar(1f) } };
        Assert.Throws<ArgumentException>(() => tensors.Add("x", Tensor.Scalar(1)));
        Assert.Throws<KeyNotFoundException>(() => tensors.Get<float>("y"));
        Assert.Throws<InvalidCastException>(() => tensors.Get<double>("x"));
        Assert.False(tensors.TryGet<double>("x", out _));
        Assert.True(tensors.Contains("x"));
        Assert.Equal(["x"], tensors.Select(t => t.Key));
    }
}
