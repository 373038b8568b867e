namespace AutoDiff.Generator.Analyses;

/// <summary>The derivative needs a member of a type parameter that the method itself does not.</summary>
/// <param name="typeParameter"><c>T</c></param>
/// <param name="member">What is needed: <c>T.Cos</c>.</param>
/// <param name="constraint">The interface that has it: <c>ITrigonometricFunctions</c>.</param>
internal sealed class MissingConstraintException(string typeParameter, string member, string constraint) : UnsupportedDerivativeException($"{member} is missing")
{
    public string TypeParameter => typeParameter;

    public string Member => member;

    public string Constraint => constraint;
}
