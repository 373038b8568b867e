using System.Collections.Immutable;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.Frontend;

/// <summary>Why a method cannot be lowered; the arguments of the message are in this order.</summary>
internal enum ProblemKind
{
    /// <summary>(construct, what to write instead).</summary>
    UnsupportedConstruct,

    /// <summary>(method, what keeps it from being called by contract, what to do).</summary>
    Recursion,

    /// <summary>(method, what keeps it from being called by contract, what to do), of one that is not recursive.</summary>
    Contract,

    /// <summary>(method, the limit): the body is too large once its callees are inlined.</summary>
    TooLarge,

    /// <summary>(field or property): a floating-point value that can change between two calls is captured.</summary>
    MutableState,

    /// <summary>(generated member, reason): it is called, but cannot be differentiated again.</summary>
    DerivativeCall,

    /// <summary>(function, variables): the function at a call that is replaced captures variables.</summary>
    CapturingFunction,

    /// <summary>(function): the function at a call that is replaced has no source in the project.</summary>
    FunctionWithoutSource,

    /// <summary>(expression): a delegate stands where a function must.</summary>
    DelegateValue,

    /// <summary>(function, what is wrong): its gradient is not what the call gives.</summary>
    GradientMismatch,
}

/// <summary>One thing that stands in the way, at its place.</summary>
internal sealed record Problem(ProblemKind Kind, EquatableArray<string> Arguments, Location Location);

/// <summary>
/// What became of a method. <paramref name="Function"/> is null if there is a problem, or if the source does not compile (the compiler reports that).
/// <paramref name="Sites"/> are the places that the ordinals <see cref="Let.Site"/> and <see cref="Invoke.Site"/> stand for.
/// </summary>
internal sealed record LoweringResult(FunctionIr? Function, ImmutableArray<Problem> Problems, ImmutableArray<Location> Sites)
{
    /// <summary>True for a method without a body that others override or implement, where nothing else stands in the way.</summary>
    public bool IsAbstract { get; init; }

    /// <summary>The names of the method's own halves, where it is called by contract.</summary>
    public ContractNames? Contract { get; init; }

    /// <summary>What the halves of the method's derivative are called if it has any; null where it can have none.</summary>
    public ContractNames? Halves { get; init; }

    /// <summary>The class for <see cref="Callees"/>.</summary>
    public string CalleeClass { get; init; } = "";

    /// <summary>What the derivatives of derivatives written by hand would be called that cannot be differentiated.</summary>
    public ImmutableArray<string> WithoutSecond { get; init; } = [];

    /// <summary>The methods without the attribute that are called by contract.</summary>
    public ImmutableArray<LoweredCallee> Callees { get; init; } = [];
}
