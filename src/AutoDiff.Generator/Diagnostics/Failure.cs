using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.Diagnostics;

/// <summary>Why there is no derivative although nothing in the source is at fault by itself; reported by the generator.</summary>
/// <param name="IsInternal">A bug of the compiler.</param>
internal sealed record Failure(bool IsInternal, string Subject, string Message)
{
    /// <summary>A method that can be lowered but not differentiated.</summary>
    public static Failure Unsupported(string method, string reason) => new(false, method, reason);

    public static Failure Internal(Exception exception)
    {
        // What went wrong in a static initializer is inside.
        exception = exception.GetBaseException();
        string? place = exception.StackTrace?.Split('\n').FirstOrDefault()?.Trim();
        return new(true, exception.GetType().Name, $"{exception.Message} {place}".Replace('\n', ' ').Replace("\r", "").Trim());
    }

    public Diagnostic At(ISymbol? method) => Diagnostic.Create(
        IsInternal ? DiagnosticDescriptors.InternalError : DiagnosticDescriptors.NotReversible, method?.Locations.FirstOrDefault(), Subject, Message);
}
