using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emit;

/// <summary>IR → the C# text of one method.</summary>
internal static partial class FunctionEmitter
{
    /// <summary>
    /// The method's text, not indented, its lines separated by <c>\n</c>, without one at the end. The file needs <c>using System;</c> and <c>using AutoDiff;</c>.
    /// </summary>
    public static string Emit(FunctionIr function, MemberHeader header) => throw new NotImplementedException(function.Name + header.Name);
}
