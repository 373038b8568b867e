namespace AutoDiff;

/// <summary>Keeps gradients from becoming too large, between the derivative and the optimizer's step. Frozen parameters, and those without gradient, are passed over.</summary>
public static class GradientClipping
{
    /// <summary>Scales all gradients by one factor, so that together they have at most a given norm.</summary>
    /// <param name="parameters">The parameters, whose gradients are changed.</param>
    /// <param name="maximumNorm">The largest norm; 0 or more.</param>
    /// <param name="order">Of the norm (Σ|g|^order)^(1/order); 1 or more, <see cref="double.PositiveInfinity"/> for the largest absolute value.</param>
    /// <param name="throwIfNotFinite">Whether a norm that is infinite or no number is an error. Otherwise what is finite becomes zero if the norm is infinite, and all else no number.</param>
    /// <returns>The norm before.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The norm is negative, or the order below 1.</exception>
    /// <exception cref="ArithmeticException">The norm is not finite, and that is to be an error.</exception>
    /// <remarks>The factor is min(1, maximum / (norm + 10⁻⁶)), as in PyTorch.</remarks>
    public static double ByNorm(IEnumerable<Parameter> parameters, double maximumNorm, double order = 2, bool throwIfNotFinite = false)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Setting.NotNegative(maximumNorm, nameof(maximumNorm));
        if (!(order >= 1)) throw new ArgumentOutOfRangeException(nameof(order), order, "The order of a norm is 1 or more.");
        double norm = Norm(parameters, order);
        if (throwIfNotFinite && !double.IsFinite(norm)) throw new ArithmeticException($"The norm of the gradients is {norm}, so they cannot be clipped.");
        double factor = maximumNorm / (norm + 1e-6);
        if (factor >= 1) return norm;
        if (parameters is IReadOnlyList<Parameter> list)
        {
            for (int i = 0; i < list.Count; i++) Scale(list[i], factor);
        }
        else
        {
            foreach (Parameter parameter in parameters) Scale(parameter, factor);
        }
        return norm;
    }

    /// <summary>Moves each element of the gradients to the nearest number of an interval around zero.</summary>
    /// <param name="parameters">The parameters, whose gradients are changed.</param>
    /// <param name="maximum">The largest absolute value; 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The maximum is negative.</exception>
    public static void ByValue(IEnumerable<Parameter> parameters, double maximum)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Setting.NotNegative(maximum, nameof(maximum));
        if (parameters is IReadOnlyList<Parameter> list)
        {
            for (int i = 0; i < list.Count; i++) Clamp(list[i], maximum);
        }
        else
        {
            foreach (Parameter parameter in parameters) Clamp(parameter, maximum);
        }
    }

    private static double Norm(IEnumerable<Parameter> parameters, double order)
    {
        // Relative to the largest element, so that no power overflows.
        double largest = 0, sum = 0;
        if (parameters is IReadOnlyList<Parameter> list)
        {
            for (int i = 0; i < list.Count; i++) largest = Math.Max(largest, Maximum(list[i]));
            if (largest == 0 || double.IsPositiveInfinity(order) || !double.IsFinite(largest)) return largest;
            for (int i = 0; i < list.Count; i++) sum += PowerSum(list[i], order, largest);
        }
        else
        {
            foreach (Parameter parameter in parameters) largest = Math.Max(largest, Maximum(parameter));
            if (largest == 0 || double.IsPositiveInfinity(order) || !double.IsFinite(largest)) return largest;
            foreach (Parameter parameter in parameters) sum += PowerSum(parameter, order, largest);
        }
        return largest * (order == 2 ? Math.Sqrt(sum) : Math.Pow(sum, 1 / order));
    }

    private static double Maximum(Parameter parameter) => parameter.IsFrozen ? 0 : parameter.GradientMaximum();

    private static double PowerSum(Parameter parameter, double order, double scale) => parameter.IsFrozen ? 0 : parameter.GradientPowerSum(order, scale);

    private static void Scale(Parameter parameter, double factor)
    {
        if (!parameter.IsFrozen) parameter.ScaleGradient(factor);
    }

    private static void Clamp(Parameter parameter, double maximum)
    {
        if (!parameter.IsFrozen) parameter.ClampGradient(maximum);
    }
}
