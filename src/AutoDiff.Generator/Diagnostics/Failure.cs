using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.Diagnostics;

/// <summary>A bug of the compiler of derivatives: what was thrown, and where. The one thing that the generator reports itself.</summary>
internal sealed record Failure(string Exception, string Message)
{
    public static Failure Of(Exception exception)
    {
        // What went wrong in a static initializer is inside.
        exception = exception.GetBaseException();
        string? place = exception.StackTrace?.Split('\n').FirstOrDefault()?.Trim();
        return new(exception.GetType().Name, $"{exception.Message} {place}".Replace('\n', ' ').Replace("\r", "").Trim());
    }

    public Diagnostic At(ISymbol? method) => Diagnostic.Create(DiagnosticDescriptors.InternalError, method?.Locations.FirstOrDefault(), Exception, Message);
}
