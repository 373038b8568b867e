using System.Text.Json;

namespace AutoDiff;

/// <content>The header: what it says, and whether that can be.</content>
public static partial class SafeTensors
{
    private const string MetadataName = "__metadata__";

    /// <summary>As the reference implementation.</summary>
    private const long MaximumHeader = 100_000_000;

    private static readonly (string Name, Type? Type, int Size)[] s_elementTypes =
    [
        ("BOOL", typeof(bool), 1), ("U8", typeof(byte), 1), ("I32", typeof(int), 4), ("I64", typeof(long), 8), ("F16", typeof(Half), 2), ("BF16", null, 2),
        ("F32", typeof(float), 4), ("F64", typeof(double), 8), ("C64", typeof(Complex64), 8),
    ];

    private static string NameOf(Type type) => s_elementTypes.First(e => e.Type == type).Name;

    private static int SizeOf(TensorEntry tensor, string name) => s_elementTypes.FirstOrDefault(e => e.Type == tensor.ElementType) is { Size: > 0 } type
        ? type.Size
        : throw new NotSupportedException($"'{name}' holds {tensor.ElementType.Name}, for which the safetensors format has no element type; convert it first.");

    private static List<Place> ReadHeader(ReadOnlySpan<byte> header, IDictionary<string, string> metadata)
    {
        List<Place> places = [];
        HashSet<string> names = [];
        try
        {
            Utf8JsonReader json = new(header);
            Expect(ref json, JsonTokenType.StartObject, "the header");
            while (NextName(ref json, "the header") is { } name)
            {
                if (!names.Add(name)) throw Invalid($"'{name}' is there twice");
                if (name == MetadataName) ReadMetadata(ref json, metadata);
                else places.Add(ReadPlace(ref json, name));
            }
            if (json.Read()) throw Invalid("something follows the header's object");
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"These are no tensors in the safetensors format: the header is wrong: {problem.Message}", problem);
        }
        return places;
    }

    private static void ReadMetadata(ref Utf8JsonReader json, IDictionary<string, string> metadata)
    {
        Expect(ref json, JsonTokenType.StartObject, MetadataName);
        while (NextName(ref json, MetadataName) is { } key)
        {
            Expect(ref json, JsonTokenType.String, MetadataName);
            metadata[key] = json.GetString()!;
        }
    }

    private static Place ReadPlace(ref Utf8JsonReader json, string name)
    {
        string? elementType = null;
        List<long>? shape = null, offsets = null;
        Expect(ref json, JsonTokenType.StartObject, name);
        while (NextName(ref json, name) is { } property)
        {
            switch (property)
            {
                case "dtype":
                    Expect(ref json, JsonTokenType.String, name);
                    elementType = json.GetString();
                    break;
                case "shape":
                    shape = ReadNumbers(ref json, name);
                    break;
                case "data_offsets":
                    offsets = ReadNumbers(ref json, name);
                    break;
                default:
                    throw Invalid($"'{name}' has the unknown property '{property}'");
            }
        }
        if (elementType is null || shape is null || offsets is not [long begin, long end]) throw Invalid($"'{name}' lacks its element type, its shape or its two offsets");
        if (shape.Count > TensorShape.MaximumRank) throw Invalid($"'{name}' has {shape.Count} axes, more than a tensor can have");
        if (shape.Exists(n => n is < 0 or > int.MaxValue)) throw Invalid($"'{name}' has an axis of a length that a tensor cannot have");
        return new(name, elementType, new TensorShape([.. shape.Select(n => (int)n)]), begin, end);
    }

    private static List<long> ReadNumbers(ref Utf8JsonReader json, string name)
    {
        List<long> numbers = [];
        Expect(ref json, JsonTokenType.StartArray, name);
        while (json.Read() && json.TokenType == JsonTokenType.Number) numbers.Add(json.GetInt64());
        return json.TokenType == JsonTokenType.EndArray ? numbers : throw Invalid($"'{name}' has something else than a whole number in a list");
    }

    private static string? NextName(ref Utf8JsonReader json, string place)
    {
        if (!json.Read()) throw Invalid($"{place} has no end");
        return json.TokenType == JsonTokenType.EndObject ? null : json.GetString();
    }

    private static void Expect(ref Utf8JsonReader json, JsonTokenType type, string place)
    {
        if (!json.Read() || json.TokenType != type) throw Invalid($"{place} has something else where {type} should be");
    }

    /// <summary>The elements fill their places, and these follow each other without gaps.</summary>
    private static void CheckPlaces(List<Place> places, long available)
    {
        long position = 0;
        foreach (Place place in places)
        {
            if (s_elementTypes.FirstOrDefault(e => e.Name == place.ElementType) is not { Size: > 0 } type)
                throw Invalid($"'{place.Name}' has the element type {place.ElementType}, which tensors do not have");
            if (place.Begin != position || place.End < place.Begin) throw Invalid($"'{place.Name}' lies at {place.Begin} to {place.End}, but what is before it ends at {position}");
            long length;
            try
            {
                length = place.Shape.FlattenedLength;
            }
            catch (OverflowException problem)
            {
                throw new InvalidDataException($"'{place.Name}': {problem.Message}", problem);
            }
            if (place.End - place.Begin != length * type.Size) throw Invalid($"'{place.Name}' of shape {place.Shape} and type {place.ElementType} lies in {place.End - place.Begin} bytes");
            position = place.End;
        }
        if (position > available) throw Invalid($"the tensors have {position} bytes, and there are {available}");
    }

    /// <summary>Where a tensor lies, counted from the header's end.</summary>
    private sealed record Place(string Name, string ElementType, TensorShape Shape, long Begin, long End);
}
