namespace AutoDiff.Generator.Model;

/// <summary>
/// What the build asks for. <paramref name="Optimize"/> (MSBuild property <c>AutoDiffOptimize</c>) runs the optimizer's passes;
/// <paramref name="PlanResiduals"/> (<c>AutoDiffPlanResiduals</c>) chooses what to record by minimum cut, off: records whatever the
/// reverse sweep reads. Both are on by default; off they serve tests. <paramref name="Lanes"/> (<c>AutoDiffLanes</c>: <c>true</c>, <c>false</c>, <c>always</c>) says which loops run several iterations at once.
/// </summary>
internal sealed record GeneratorOptions(bool Optimize = true, bool PlanResiduals = true, LaneUse Lanes = LaneUse.WhereTheyPay)
{
    public static GeneratorOptions Default { get; } = new();
}

/// <summary>Which loops run several iterations at once, in the lanes of vectors.</summary>
internal enum LaneUse
{
    /// <summary>None.</summary>
    Never,

    /// <summary>Those that gain by it.</summary>
    WhereTheyPay,

    /// <summary>All that can, in vectors of two numbers too: for tests.</summary>
    Always,
}

/// <summary>A type that contains the method, outermost first in <see cref="MethodModel.ContainingTypes"/>: <c>public static partial class</c> is written as <c>partial class</c>.</summary>
/// <param name="Keyword"><c>class</c>, <c>struct</c>, <c>record</c>, <c>record struct</c> or <c>interface</c>.</param>
/// <param name="Name">With its type parameters: <c>Model&lt;T&gt;</c>.</param>
internal sealed record TypeModel(string Keyword, string Name);

/// <summary>How a parameter is passed.</summary>
internal enum PassingMode { Value, Ref, Out, In }

/// <summary>One parameter of the primal, as the generated members declare it.</summary>
/// <param name="Type">The C# type, fully qualified with <c>global::</c>.</param>
/// <param name="Name">Escaped where it is a keyword (<c>@in</c>).</param>
/// <param name="DefaultValue">The C# text of its default value, or null.</param>
/// <param name="IsDifferentiable">By its type and without <c>[NoGradient]</c>.</param>
internal sealed record ParameterModel(string Type, string Name, PassingMode Passing, string? DefaultValue, bool IsDifferentiable)
{
    /// <summary>How a struct's gradient is made; null for other types.</summary>
    public StructModel? Struct { get; init; }

    /// <summary>The name without <c>@</c>.</summary>
    public string PlainName => Name.TrimStart('@');
}

/// <summary>A struct or tuple as the type of a parameter.</summary>
/// <param name="Construction">C# text with {0}, {1}, … for the leaves; braces in it are doubled.</param>
internal sealed record StructModel(string Construction, EquatableArray<LeafModel> Leaves);

/// <summary>A field of a struct, or of a struct in it.</summary>
/// <param name="Path">How it is accessed: <c>Start.X</c>.</param>
/// <param name="Type">The C# type, fully qualified.</param>
internal sealed record LeafModel(string Path, string Type, bool IsDifferentiable);

/// <summary>A method that is chosen by the object it is called on: its derivatives are chosen in the same way.</summary>
/// <param name="Keyword"><c>abstract</c>, <c>virtual</c>, <c>override</c>, <c>sealed override</c>; empty for a method that only implements an interface's.</param>
/// <param name="Overridden">What the overridden method has, if it is differentiable; null otherwise.</param>
internal sealed record DispatchModel(string Keyword, RequestModel? Overridden)
{
    public bool IsAbstract => Keyword == "abstract";

    /// <summary>The modifier of a member that the overridden method does not have.</summary>
    public string KeywordOfNew => Keyword == "override" ? "virtual" : Keyword == "sealed override" ? "" : Keyword;
}

/// <summary>What an attribute asks for.</summary>
internal sealed record RequestModel(bool HasReverse, bool HasForward, int Order)
{
    /// <summary>The method itself, as derivatives run.</summary>
    public bool HasValue { get; init; }

    public RequestModel With(RequestModel other) => new(HasReverse || other.HasReverse, HasForward || other.HasForward, Math.Max(Order, other.Order)) { HasValue = HasValue || other.HasValue };
}

/// <summary>The type parameters of a method.</summary>
/// <param name="List"><c>&lt;T&gt;</c>; empty for none.</param>
/// <param name="Constraints">The clauses: <c>where T : …</c>.</param>
/// <param name="Numbers">Those that carry a derivative, the containing types' included.</param>
internal sealed record TypeParametersModel(string List, EquatableArray<string> Constraints, EquatableArray<string> Numbers)
{
    /// <summary>Of <see cref="Numbers"/> those whose constraints leave open whether the numbers are ordered: complex ones are not, and have other derivatives.</summary>
    public EquatableArray<string> MayBeComplex { get; init; } = EquatableArray<string>.Empty;

    public static TypeParametersModel None { get; } = new("", EquatableArray<string>.Empty, EquatableArray<string>.Empty);
}

/// <summary>
/// The signature of a method that bears <c>[Differentiable]</c>: all that the stubs and the emitted members need, without symbols or positions.
/// </summary>
/// <param name="Namespace">Empty for the global namespace.</param>
/// <param name="Accessibility"><c>public</c>, <c>internal</c>, <c>private</c>, …</param>
/// <param name="ReturnType">The C# type, fully qualified; <c>void</c> for none.</param>
/// <param name="IsResultDifferentiable">Floats, arrays and spans of them.</param>
/// <param name="DocumentationId">The documentation id of the primal, unique in the compilation: for <c>cref</c> and to find the body.</param>
internal sealed record MethodModel(
    string Namespace,
    EquatableArray<TypeModel> ContainingTypes,
    string Name,
    string Accessibility,
    string ReturnType,
    bool IsResultDifferentiable,
    EquatableArray<ParameterModel> Parameters,
    string DocumentationId)
{
    /// <summary>
    /// Those of the simple type names in <see cref="GeneratedVocabulary"/> that mean something else in the containing type or namespace: generated code qualifies them.
    /// </summary>
    public EquatableArray<string> ReservedNames { get; init; } = EquatableArray<string>.Empty;

    /// <summary>A struct's own value, where the method is one of its instance members: a differentiable parameter, though the generated members take it as <c>this</c>.</summary>
    public ParameterModel? Self { get; init; }

    /// <summary>A struct's method as a static one that takes the struct first.</summary>
    public MethodModel WithSelfAsParameter() => Self is null ? this : this with { Self = null, IsStatic = true, IsReadOnly = false, Parameters = [Self, .. Parameters], Origin = Origin ?? $"<c>{Name}</c>" };

    /// <summary>What the derivative is a function of, in order.</summary>
    public IEnumerable<ParameterModel> Arguments => Self is null ? Parameters : Parameters.Prepend(Self);

    /// <summary>The primal's name in a <c>cref</c>, where that is not its name: <c>operator +</c>; without parentheses for a property.</summary>
    public string? Reference { get; init; }

    /// <summary>Instance methods have instance members for their derivatives.</summary>
    public bool IsStatic { get; init; } = true;

    /// <summary>The method is run again in the reverse sweep.</summary>
    public bool IsCheckpoint { get; init; }

    /// <summary>A member of a struct that promises not to change it.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>How the method is dispatched; null for what is bound when it is compiled, and for all but ordinary instance methods.</summary>
    public DispatchModel? Dispatch { get; init; }

    /// <summary>The modifiers of the generated members that no type derives from.</summary>
    public string Modifiers => IsStatic ? $"{Accessibility} static" : IsReadOnly ? $"{Accessibility} readonly" : Accessibility;

    /// <summary>True if the project checks integer arithmetic for overflow where the source does not say otherwise.</summary>
    public bool IsCheckedProject { get; init; }

    public TypeParametersModel TypeParameters { get; init; } = TypeParametersModel.None;
    /// <summary>What the documentation of the generated members calls the primal, as XML; null for a reference to it.</summary>
    public string? Origin { get; init; }

    /// <summary>The method reads parameters of modules.</summary>
    public bool ReachesModules { get; init; }

    /// <summary>What the attribute asks for: the members of reverse mode.</summary>
    public bool HasReverse { get; init; } = true;

    /// <summary>The order of additions and the elementary functions stay those of the primal.</summary>
    public bool IsStrict { get; init; }

    /// <summary>The members of forward mode.</summary>
    public bool HasForward { get; init; }

    /// <summary>The method itself, as derivatives run.</summary>
    public bool HasValue { get; init; }

    /// <summary>How often the method is to be differentiated: from 2 on it has second derivatives.</summary>
    public int Order { get; init; } = 1;

    public bool HasSecondOrder => Order >= 2 && IsScalar && HasReverse && Arguments.Any(p => p.IsDifferentiable);

    public bool IsVoid => ReturnType == "void";

    public bool IsScalar => ReturnType is "double" or "float" or "global::System.Half" || TypeParameters.Numbers.Contains(ReturnType);
}
