using System.Text.Json.Serialization;
using GradBench.Problems;

namespace GradBench.Protocol;

/// <summary>How messages, inputs and outputs are read and written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Message))]
[JsonSerializable(typeof(Response))]
[JsonSerializable(typeof(double))]
[JsonSerializable(typeof(double[]))]
[JsonSerializable(typeof(Gmm.Input), TypeInfoPropertyName = "GmmInput")]
[JsonSerializable(typeof(Gmm.Independent))]
[JsonSerializable(typeof(Ba.Input), TypeInfoPropertyName = "BaInput")]
[JsonSerializable(typeof(Ba.Errors))]
[JsonSerializable(typeof(Ba.SparseMatrix))]
[JsonSerializable(typeof(Llsq.Input), TypeInfoPropertyName = "LlsqInput")]
[JsonSerializable(typeof(Det.Input), TypeInfoPropertyName = "DetInput")]
[JsonSerializable(typeof(Ode.Input), TypeInfoPropertyName = "OdeInput")]
internal sealed partial class Json : JsonSerializerContext;
