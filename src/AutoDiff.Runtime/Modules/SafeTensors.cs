using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace AutoDiff;

/// <summary>
/// Files of named tensors in the safetensors format, which PyTorch, JAX and others read and write: eight bytes with the header's length, a JSON header that has the element type, shape and
/// place of each tensor, then the elements.
/// </summary>
/// <remarks>
/// <para>Element types: <c>BOOL</c>, <c>U8</c>, <c>I32</c>, <c>I64</c>, <c>F16</c>, <c>F32</c>, <c>F64</c> and <c>C64</c>, for <see cref="bool"/>, <see cref="byte"/>, <see cref="int"/>,
/// <see cref="long"/>, <see cref="Half"/>, <see cref="float"/>, <see cref="double"/> and <see cref="Complex64"/>; <c>BF16</c> is read as <see cref="float"/>, exactly.</para>
/// <example>
/// <code>
/// SafeTensors.Write("data.safetensors", new TensorDictionary { { "x", x }, { "y", y } });
/// Tensor&lt;float&gt; x = SafeTensors.Read("data.safetensors").Get&lt;float&gt;("x");
/// </code>
/// </example>
/// </remarks>
public static partial class SafeTensors
{
    /// <summary>Writes tensors to a file. A file that is there is replaced once all is written.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tensors">The tensors, and the metadata.</param>
    /// <exception cref="NotSupportedException">The format has no such element type.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, TensorDictionary tensors)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(tensors);
        string unfinished = $"{path}.{Guid.NewGuid():N}.part";
        try
        {
            using (FileStream stream = File.Create(unfinished)) Write(stream, tensors);
            File.Move(unfinished, path, overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

    /// <summary>Writes tensors.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="tensors">The tensors, and the metadata.</param>
    /// <exception cref="NotSupportedException">The format has no such element type.</exception>
    public static void Write(Stream stream, TensorDictionary tensors)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(tensors);
        CheckByteOrder();
        // Widest elements first: then each tensor lies on a multiple of its elements' size.
        List<(string Name, TensorEntry Tensor, int Size)> sized = [.. tensors.Entries.Select(e => (e.Key, e.Value, SizeOf(e.Value, e.Key)))];
        List<KeyValuePair<string, TensorEntry>> entries = [.. sized.OrderByDescending(e => e.Size).Select(e => KeyValuePair.Create(e.Name, e.Tensor))];
        ReadOnlySpan<byte> header = Header(entries, tensors.Metadata);
        Span<byte> length = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach ((_, TensorEntry tensor) in entries) tensor.WriteTo(stream);
    }

    /// <summary>Writes tensors of one element type to a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tensors">The tensors by name.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <exception cref="NotSupportedException">The format has no such element type.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write<T>(string path, IReadOnlyDictionary<string, Tensor<T>> tensors)
        where T : unmanaged =>
        Write(path, Collect(tensors));

    /// <summary>Writes tensors of one element type.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="tensors">The tensors by name.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <exception cref="NotSupportedException">The format has no such element type.</exception>
    public static void Write<T>(Stream stream, IReadOnlyDictionary<string, Tensor<T>> tensors)
        where T : unmanaged =>
        Write(stream, Collect(tensors));

    /// <summary>Reads the tensors of a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The tensors, in the order in which they lie in the file, and the metadata.</returns>
    /// <exception cref="InvalidDataException">The file is no safetensors file, or holds element types that tensors do not have.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static TensorDictionary Read(string path)
    {
        using FileStream stream = File.OpenRead(path);
        try
        {
            TensorDictionary tensors = Read(stream);
            return stream.Position == stream.Length ? tensors : throw Invalid($"{stream.Length - stream.Position} bytes follow the last tensor");
        }
        catch (InvalidDataException problem)
        {
            throw new InvalidDataException($"{problem.Message} The file is '{path}'.", problem);
        }
    }

    /// <summary>Reads tensors. What follows the last one in the stream is left there.</summary>
    /// <param name="stream">Where from.</param>
    /// <returns>The tensors, in the order in which they lie in the stream, and the metadata.</returns>
    /// <exception cref="InvalidDataException">The data has another format, or holds element types that tensors do not have.</exception>
    public static TensorDictionary Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        CheckByteOrder();
        byte[] prefix = new byte[sizeof(long)];
        ReadExactly(stream, prefix);
        long length = BinaryPrimitives.ReadInt64LittleEndian(prefix);
        if (length is < 2 or > MaximumHeader) throw Invalid($"the header cannot have {(ulong)length} bytes");
        byte[] header = new byte[length];
        ReadExactly(stream, header);
        TensorDictionary tensors = new();
        List<Place> places = ReadHeader(header, tensors.Metadata);
        places.Sort((a, b) => (a.Begin, a.End).CompareTo((b.Begin, b.End)));
        CheckPlaces(places, stream.CanSeek ? stream.Length - stream.Position : long.MaxValue);
        foreach (Place place in places) tensors.Add(place.Name, ReadTensor(stream, place));
        return tensors;
    }

    private static TensorDictionary Collect<T>(IReadOnlyDictionary<string, Tensor<T>> tensors)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(tensors);
        TensorDictionary collected = new();
        foreach ((string name, Tensor<T> tensor) in tensors) collected.Add(name, tensor);
        return collected;
    }

    private static byte[] Header(List<KeyValuePair<string, TensorEntry>> entries, IDictionary<string, string> metadata)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            if (metadata.Count > 0)
            {
                json.WriteStartObject(MetadataName);
                foreach ((string key, string value) in metadata) json.WriteString(key, value);
                json.WriteEndObject();
            }
            long position = 0;
            foreach ((string name, TensorEntry tensor) in entries)
            {
                if (name == MetadataName) throw new NotSupportedException($"No tensor can have the name '{name}' in a safetensors file.");
                json.WriteStartObject(name);
                json.WriteString("dtype", NameOf(tensor.ElementType));
                json.WriteStartArray("shape");
                foreach (int axis in tensor.Shape) json.WriteNumberValue(axis);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(position);
                json.WriteNumberValue(position += tensor.ByteCount);
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        // Padded with spaces, so that the elements start on a multiple of eight bytes.
        int padded = (buffer.WrittenCount + 7) / 8 * 8;
        buffer.GetSpan(padded - buffer.WrittenCount)[..(padded - buffer.WrittenCount)].Fill((byte)' ');
        buffer.Advance(padded - buffer.WrittenCount);
        return buffer.WrittenSpan.ToArray();
    }

    private static TensorEntry ReadTensor(Stream stream, Place place) => place.ElementType switch
    {
        "BOOL" => ReadBooleans(stream, place.Shape),
        "U8" => ReadElements<byte>(stream, place.Shape),
        "I32" => ReadElements<int>(stream, place.Shape),
        "I64" => ReadElements<long>(stream, place.Shape),
        "F16" => ReadElements<Half>(stream, place.Shape),
        "BF16" => ReadBrainFloats(stream, place.Shape),
        "F32" => ReadElements<float>(stream, place.Shape),
        "F64" => ReadElements<double>(stream, place.Shape),
        "C64" => ReadElements<Complex64>(stream, place.Shape),
        _ => throw Invalid($"'{place.Name}' has the element type {place.ElementType}, which tensors do not have"),
    };

    private static TensorEntry<T> ReadElements<T>(Stream stream, TensorShape shape)
        where T : unmanaged
    {
        Tensor<T> tensor = Tensor.Zeros<T>(shape);
        Span<T> elements = tensor.AsSpan();
        const int Block = 1 << 24;
        for (int start = 0; start < elements.Length; start += Block) ReadExactly(stream, MemoryMarshal.AsBytes(elements.Slice(start, Math.Min(Block, elements.Length - start))));
        return new(tensor);
    }

    private static TensorEntry<bool> ReadBooleans(Stream stream, TensorShape shape)
    {
        // Another byte than 0 and 1 would make a bool that is neither.
        ReadOnlySpan<byte> bytes = ReadElements<byte>(stream, shape).Typed.AsSpan();
        Tensor<bool> tensor = Tensor.Zeros<bool>(shape);
        Span<bool> elements = tensor.AsSpan();
        for (int i = 0; i < elements.Length; i++) elements[i] = bytes[i] != 0;
        return new(tensor);
    }

    private static TensorEntry<float> ReadBrainFloats(Stream stream, TensorShape shape)
    {
        // The upper half of a float's bits.
        ReadOnlySpan<ushort> bits = ReadElements<ushort>(stream, shape).Typed.AsSpan();
        Tensor<float> tensor = Tensor.Zeros<float>(shape);
        Span<float> elements = tensor.AsSpan();
        for (int i = 0; i < elements.Length; i++) elements[i] = BitConverter.Int32BitsToSingle(bits[i] << 16);
        return new(tensor);
    }

    private static void ReadExactly(Stream stream, Span<byte> destination)
    {
        try
        {
            stream.ReadExactly(destination);
        }
        catch (EndOfStreamException)
        {
            throw Invalid("the data ends too early");
        }
    }

    private static void CheckByteOrder()
    {
        if (!BitConverter.IsLittleEndian) throw new PlatformNotSupportedException("The safetensors format has the lowest byte first, which this machine does not.");
    }

    private static InvalidDataException Invalid(string problem) => new($"These are no tensors in the safetensors format: {problem}.");
}
