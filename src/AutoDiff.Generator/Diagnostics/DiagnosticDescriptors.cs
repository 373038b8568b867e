using AutoDiff.Generator.Frontend;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.Diagnostics;

/// <summary>All diagnostics. The numbers begin at 10: the C# compiler itself uses AD0001 and AD0002 for analyzers that crash.</summary>
internal static class DiagnosticDescriptors
{
    private const string Category = "AutoDiff";

    // The page lies in the source tree; its headings are the ids.
    private const string Page = "docs/diagnostics.md#";

    public static readonly DiagnosticDescriptor TypeNotPartial = new(
        "AD0010",
        "Type of a differentiable method is not partial",
        "The derivatives of '{0}' become members of its type: make {1} partial",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Generated members can only be added to a type that is declared partial, in all types around it too.",
        Page + "ad0010");

    public static readonly DiagnosticDescriptor UnsupportedMember = new(
        "AD0011",
        "This kind of member cannot be differentiated",
        "'{0}' is {1}, which cannot be differentiated yet: {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "[Differentiable] applies to static methods with a body in a type that other files can extend.",
        Page + "ad0011");

    public static readonly DiagnosticDescriptor UnsupportedConstruct = new(
        "AD0012",
        "Construct has no derivative",
        "{0} is not supported in a differentiable method: {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A construct in a differentiable method, or in a method that it calls, cannot be differentiated. The message says what to write instead.",
        Page + "ad0012");

    public static readonly DiagnosticDescriptor NoDifferentiableParameter = new(
        "AD0013",
        "Differentiable method has no differentiable parameter",
        "'{0}' has no differentiable parameter: at least one must be a float or double, or an array or span of them, without [NoGradient]",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A derivative is taken with respect to parameters. Integers, Booleans, strings and parameters with [NoGradient] are constants.",
        Page + "ad0013");

    public static readonly DiagnosticDescriptor NoDifferentiableResult = new(
        "AD0014",
        "Differentiable method has no differentiable result",
        "'{0}' has no differentiable result: return a float or double, or an array or span of them, or write into an array or Span parameter",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A derivative is that of a result. A result is what the method returns, or what it writes into an array or a Span parameter.",
        Page + "ad0014");

    public static readonly DiagnosticDescriptor ConstantResult = new(
        "AD0015",
        "Derivative is always zero",
        "No result of '{0}' depends on a differentiable parameter: its derivative is zero everywhere",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The results are computed from constants only, or through operations whose derivative is zero, such as Math.Floor and conversions to integers.",
        Page + "ad0015");

    public static readonly DiagnosticDescriptor NonDifferentiableCall = new(
        "AD0016",
        "Call has no derivative",
        "'{0}' has no derivative, {1}, but gets a value that depends on a differentiable parameter",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A call to a method without source in the project can only be differentiated by a rule, one that a derived type may override only if it bears [Differentiable]. Write the computation in C#, or pass it only what is constant.",
        Page + "ad0016");

    public static readonly DiagnosticDescriptor IntegerCast = new(
        "AD0017",
        "Derivative is cut off at a conversion to an integer",
        "'{0}' depends on a differentiable parameter; its conversion to an integer has derivative zero",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "An integer is locally constant in the number that it was rounded from. Where that is meant, convert it in a [NoGradient] parameter or disable the warning at this place.",
        Page + "ad0017");

    public static readonly DiagnosticDescriptor NameInUse = new(
        "AD0018",
        "Name of a generated member is in use",
        "'{0}' has the name of a member that is generated for '{1}': rename it, or remove it if it is a derivative written by hand",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "For a differentiable method F the members FGradient, FValueAndGradient and FVjp are generated; the type must not have such members of its own with the same parameters.",
        Page + "ad0018");

    public static readonly DiagnosticDescriptor Recursion = new(
        "AD0019",
        "Recursive method cannot be differentiated",
        "'{0}' is recursive and cannot be differentiated, since it is {1}: {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A recursive method is not inlined: its derivative is a method that calls itself as it does. That can be generated for methods that take and return numbers, arrays, spans, and structs of numbers.",
        Page + "ad0019");

    public static readonly DiagnosticDescriptor TooLarge = new(
        "AD0020",
        "Differentiable method is too large",
        "'{0}' has more than {1} operations once the methods that it calls are inlined: split it, or call fewer methods from it",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Calls are differentiated by inlining the callee; there is a limit on what that may add up to.",
        Page + "ad0020");

    public static readonly DiagnosticDescriptor MutableState = new(
        "AD0021",
        "Differentiable method reads state that may change",
        "'{0}' can change between two calls, so its derivative would be lost: pass it as a parameter, or make it const or static readonly",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A differentiable method is a function of its parameters. Constants and static readonly fields are constants; other fields and properties are hidden inputs.",
        Page + "ad0021");

    public static readonly DiagnosticDescriptor NotReversible = new(
        "AD0022",
        "Method cannot be differentiated",
        "'{0}' cannot be differentiated: {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The method uses an array or span variable, or calls another method, in a way that its derivative cannot follow. The message says which.",
        Page + "ad0022");

    public static readonly DiagnosticDescriptor MissingConstraint = new(
        "AD0030",
        "Derivative needs a constraint on a type parameter",
        "The derivative of '{0}' needs {1}: add the constraint {3}<{2}>",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The derivative of a generic method is generic over the same type parameter. What it computes with must come with the parameter's constraints.",
        Page + "ad0030");

    public static readonly DiagnosticDescriptor DerivativeCall = new(
        "AD0023",
        "Generated member cannot be differentiated again",
        "'{0}' cannot be differentiated again: {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A differentiable method may call the generated members of others, which are differentiated once more. The message says why that is not possible here.",
        Page + "ad0023");

    public static readonly DiagnosticDescriptor LostCotangent = new(
        "AD0032",
        "Active value is stored where no cotangent can follow",
        "'{0}' gets a value that depends on a differentiable parameter, but it belongs to an object, which is a constant: keep the value in a local variable, return it, or write to an array parameter",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Objects of classes are constants for differentiation. Whatever reads such a value from the object would take it for a constant, and its derivative would be lost. [NoGradient] on the field or property says that this is meant.",
        Page + "ad0032");

    public static readonly DiagnosticDescriptor CapturingFunction = new(
        "AD0034",
        "Function whose derivative is written at build time captures variables",
        "'{0}' captures {1}, where its derivative, which the build writes elsewhere, cannot follow: pass what it reads as parameters",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Gradient.Of, Gradient.ValueAndGradient and GradientCheck.Verify take a function of its parameters alone. Gradient.Of<TGradient> takes functions with constant parameters.",
        Page + "ad0034");

    public static readonly DiagnosticDescriptor FunctionWithoutSource = new(
        "AD0035",
        "Function whose derivative is written at build time has no source in this project",
        "'{0}' has no source in this project: write a lambda that calls it",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The build differentiates source. In a lambda, functions of System.Math and others that have a rule may be called.",
        Page + "ad0035");

    public static readonly DiagnosticDescriptor DelegateValue = new(
        "AD0036",
        "Delegate in place of a function",
        "The build cannot know which function '{0}' is: write the lambda, or the name of the method, at the call of Gradient.Of, Gradient.ValueAndGradient or GradientCheck.Verify",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The derivative is written at build time and takes the place of the call. What a variable holds is known only when the program runs.",
        Page + "ad0036");

    public static readonly DiagnosticDescriptor GradientMismatch = new(
        "AD0037",
        "Function has no gradient of the type that the call gives",
        "'{0}' cannot be differentiated here: {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A gradient has the type of the differentiable parameter, or is a tuple if there are several; the function's result must be a float or double.",
        Page + "ad0037");

    public static readonly DiagnosticDescriptor DerivativeMismatch = new(
        "AD0025",
        "Method is not the derivative that its attribute names",
        "'{0}' is no derivative that can be used: {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A method with [DerivativeOf] has the form of the FVjp or FJvp that it replaces: the arguments, then the cotangent of the result and a sink for each differentiable argument, or the tangents.",
        Page + "ad0025");

    public static readonly DiagnosticDescriptor CallWithDerivative = new(
        "AD0026",
        "Call with a derivative of its own is not supported",
        "'{0}' is differentiated as a call, by [Checkpoint], [DerivativeOf] or a derivative in another assembly, which is not supported for what is {1}: {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Such a call is reversed by a call of the derivative. That is supported for methods that take and return numbers, arrays, spans, and structs of numbers.",
        Page + "ad0026");

    public static readonly DiagnosticDescriptor OverrideNotDifferentiable = new(
        "AD0038",
        "Override of a differentiable method is not differentiable",
        "'{0}' takes the place of '{1}', which is differentiable: {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The derivatives of a virtual, abstract or interface method are chosen by the object as the method is. A method that overrides or implements one needs derivatives of its own; without, those of the base type would be called.",
        Page + "ad0038");

    public static readonly DiagnosticDescriptor ConstantInOverride = new(
        "AD0039",
        "Parameter is constant in an override only",
        "'{0}' bears [NoGradient] in '{1}', but has a gradient in '{2}', which it takes the place of: put the attribute on both, or on neither",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The derivatives of a method and of what overrides or implements it are called in the same way, so the same parameters have gradients.",
        Page + "ad0039");

    public static readonly DiagnosticDescriptor ModuleNotPartial = new(
        "AD0050",
        "Module is not partial",
        "The build writes down which parameters '{0}' holds: make {1} partial, or override Visit",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A module's parameters are found without reflection, through a method that is added to its class. Without it, an optimizer would not see them.",
        Page + "ad0050");

    public static readonly DiagnosticDescriptor Loop = new(
        "AD0060",
        "How a loop of a derivative runs",
        "In the derivative of '{0}' this loop runs {1}",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "With AutoDiffExplain=true in the project, each loop says whether its iterations run at once, and what prevents it if not.",
        Page + "ad0060");

    public static readonly DiagnosticDescriptor Records = new(
        "AD0061",
        "What a derivative records",
        "The derivative of '{0}' records {1}",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "With AutoDiffExplain=true in the project, each differentiable method says which of its values the forward sweep keeps for the reverse sweep, and how many bytes that takes in each iteration.",
        Page + "ad0061");

    public static readonly DiagnosticDescriptor InternalError = new(
        "AD9999",
        "Internal error of AutoDiff",
        "AutoDiff failed on this method, which is a bug in AutoDiff and not in the method: {0}: {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The compiler of derivatives threw an exception. The derivatives of other methods are generated all the same. Please report it with the method's source.",
        Page + "ad9999");

    /// <summary>The descriptor for what stands in the way of lowering a method.</summary>
    public static DiagnosticDescriptor Of(ProblemKind kind) => kind switch
    {
        ProblemKind.UnsupportedConstruct => UnsupportedConstruct,
        ProblemKind.Recursion => Recursion,
        ProblemKind.Contract => CallWithDerivative,
        ProblemKind.TooLarge => TooLarge,
        ProblemKind.MutableState => MutableState,
        ProblemKind.DerivativeCall => DerivativeCall,
        ProblemKind.CapturingFunction => CapturingFunction,
        ProblemKind.FunctionWithoutSource => FunctionWithoutSource,
        ProblemKind.DelegateValue => DelegateValue,
        ProblemKind.GradientMismatch => GradientMismatch,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
