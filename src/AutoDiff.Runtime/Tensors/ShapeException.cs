namespace AutoDiff;

/// <summary>The shapes of an operation's arguments do not match; the message names the operation and the shapes.</summary>
public sealed class ShapeException : ArgumentException
{
    /// <summary>An exception without a message of its own.</summary>
    public ShapeException()
    {
    }

    /// <summary>An exception that says what does not match.</summary>
    /// <param name="message">The operation, the shapes, and what is wrong with them.</param>
    public ShapeException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a cause.</summary>
    /// <param name="message">The operation, the shapes, and what is wrong with them.</param>
    /// <param name="innerException">The cause.</param>
    public ShapeException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
