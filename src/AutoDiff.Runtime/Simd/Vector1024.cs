using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoDiff;

/// <summary>The functions of <see cref="Vector512"/> that generated code calls, for <see cref="Vector1024{T}"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Vector1024
{
    // The same bits.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector1024<TTo> As<TFrom, TTo>(this Vector1024<TFrom> vector) => new(vector.Lower.As<TFrom, TTo>(), vector.Upper.As<TFrom, TTo>());

    /// <summary>The same number in all lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<T> Create<T>(T value) => new(Vector512.Create(value), Vector512.Create(value));

    /// <summary>The first number, and each lane's the one before plus the step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<T> CreateSequence<T>(T start, T step)
        where T : INumberBase<T> =>
        new(Vector512.CreateSequence(start, step), Vector512.CreateSequence(start + (T.CreateTruncating(Vector512<T>.Count) * step), step));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector1024<T> LoadUnsafe<T>(ref readonly T source, nuint start) =>
        new(Vector512.LoadUnsafe(in source, start), Vector512.LoadUnsafe(in source, start + (nuint)Vector512<T>.Count));

    /// <summary>The bits of one vector where the mask is set, and those of another where it is not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<T> ConditionalSelect<T>(Vector1024<T> condition, Vector1024<T> left, Vector1024<T> right) =>
        new(Vector512.ConditionalSelect(condition.Lower, left.Lower, right.Lower), Vector512.ConditionalSelect(condition.Upper, left.Upper, right.Upper));

    /// <summary>The integers as floating-point numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<double> ConvertToDouble(Vector1024<long> vector) => new(Vector512.ConvertToDouble(vector.Lower), Vector512.ConvertToDouble(vector.Upper));

    /// <inheritdoc cref="ConvertToDouble(Vector1024{long})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<float> ConvertToSingle(Vector1024<int> vector) => new(Vector512.ConvertToSingle(vector.Lower), Vector512.ConvertToSingle(vector.Upper));

    /// <summary>A mask of the lanes whose left number is less than the right one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<T> LessThan<T>(Vector1024<T> left, Vector1024<T> right) => new(Vector512.LessThan(left.Lower, right.Lower), Vector512.LessThan(left.Upper, right.Upper));

    /// <summary>A mask of the lanes whose left number is at most the right one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<T> LessThanOrEqual<T>(Vector1024<T> left, Vector1024<T> right) => new(Vector512.LessThanOrEqual(left.Lower, right.Lower), Vector512.LessThanOrEqual(left.Upper, right.Upper));

    /// <summary>A mask of the lanes whose left number is greater than the right one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<T> GreaterThan<T>(Vector1024<T> left, Vector1024<T> right) => new(Vector512.GreaterThan(left.Lower, right.Lower), Vector512.GreaterThan(left.Upper, right.Upper));

    /// <summary>A mask of the lanes whose left number is at least the right one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<T> GreaterThanOrEqual<T>(Vector1024<T> left, Vector1024<T> right) => new(Vector512.GreaterThanOrEqual(left.Lower, right.Lower), Vector512.GreaterThanOrEqual(left.Upper, right.Upper));

    /// <summary>A mask of the lanes whose left number is equal to the right one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<T> Equals<T>(Vector1024<T> left, Vector1024<T> right) => new(Vector512.Equals(left.Lower, right.Lower), Vector512.Equals(left.Upper, right.Upper));

    /// <inheritdoc cref="Vector512.IsNaN{T}(Vector512{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<T> IsNaN<T>(Vector1024<T> vector) => new(Vector512.IsNaN(vector.Lower), Vector512.IsNaN(vector.Upper));

    /// <inheritdoc cref="Vector512.IsFinite{T}(Vector512{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<T> IsFinite<T>(Vector1024<T> vector) => new(Vector512.IsFinite(vector.Lower), Vector512.IsFinite(vector.Upper));

    /// <inheritdoc cref="Vector512.IsInfinity{T}(Vector512{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<T> IsInfinity<T>(Vector1024<T> vector) => new(Vector512.IsInfinity(vector.Lower), Vector512.IsInfinity(vector.Upper));

    /// <inheritdoc cref="Vector512.IsPositiveInfinity{T}(Vector512{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<T> IsPositiveInfinity<T>(Vector1024<T> vector) => new(Vector512.IsPositiveInfinity(vector.Lower), Vector512.IsPositiveInfinity(vector.Upper));

    /// <inheritdoc cref="Vector512.IsNegativeInfinity{T}(Vector512{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<T> IsNegativeInfinity<T>(Vector1024<T> vector) => new(Vector512.IsNegativeInfinity(vector.Lower), Vector512.IsNegativeInfinity(vector.Upper));

    /// <inheritdoc cref="Vector512.IsNegative{T}(Vector512{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<T> IsNegative<T>(Vector1024<T> vector) => new(Vector512.IsNegative(vector.Lower), Vector512.IsNegative(vector.Upper));

    /// <inheritdoc cref="Vector512.IsPositive{T}(Vector512{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<T> IsPositive<T>(Vector1024<T> vector) => new(Vector512.IsPositive(vector.Lower), Vector512.IsPositive(vector.Upper));

    /// <inheritdoc cref="Vector512.Max{T}(Vector512{T}, Vector512{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<T> Max<T>(Vector1024<T> left, Vector1024<T> right) => new(Vector512.Max(left.Lower, right.Lower), Vector512.Max(left.Upper, right.Upper));

    /// <inheritdoc cref="Vector512.Min{T}(Vector512{T}, Vector512{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<T> Min<T>(Vector1024<T> left, Vector1024<T> right) => new(Vector512.Min(left.Lower, right.Lower), Vector512.Min(left.Upper, right.Upper));

    /// <inheritdoc cref="Vector512.MaxNative{T}(Vector512{T}, Vector512{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<T> MaxNative<T>(Vector1024<T> left, Vector1024<T> right) => new(Vector512.MaxNative(left.Lower, right.Lower), Vector512.MaxNative(left.Upper, right.Upper));

    /// <inheritdoc cref="Vector512.MinNative{T}(Vector512{T}, Vector512{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<T> MinNative<T>(Vector1024<T> left, Vector1024<T> right) => new(Vector512.MinNative(left.Lower, right.Lower), Vector512.MinNative(left.Upper, right.Upper));

    /// <inheritdoc cref="Vector512.MaxNumber{T}(Vector512{T}, Vector512{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<T> MaxNumber<T>(Vector1024<T> left, Vector1024<T> right) => new(Vector512.MaxNumber(left.Lower, right.Lower), Vector512.MaxNumber(left.Upper, right.Upper));

    /// <inheritdoc cref="Vector512.MinNumber{T}(Vector512{T}, Vector512{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<T> MinNumber<T>(Vector1024<T> left, Vector1024<T> right) => new(Vector512.MinNumber(left.Lower, right.Lower), Vector512.MinNumber(left.Upper, right.Upper));

    /// <inheritdoc cref="Vector512.CopySign{T}(Vector512{T}, Vector512{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<T> CopySign<T>(Vector1024<T> left, Vector1024<T> right) => new(Vector512.CopySign(left.Lower, right.Lower), Vector512.CopySign(left.Upper, right.Upper));

    /// <inheritdoc cref="Vector512.Sqrt{T}(Vector512{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<T> Sqrt<T>(Vector1024<T> vector) => new(Vector512.Sqrt(vector.Lower), Vector512.Sqrt(vector.Upper));

    /// <inheritdoc cref="Vector512.Abs{T}(Vector512{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<T> Abs<T>(Vector1024<T> vector) => new(Vector512.Abs(vector.Lower), Vector512.Abs(vector.Upper));

    /// <inheritdoc cref="Vector512.Floor(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<double> Floor(Vector1024<double> vector) => new(Vector512.Floor(vector.Lower), Vector512.Floor(vector.Upper));

    /// <inheritdoc cref="Vector512.Floor(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<float> Floor(Vector1024<float> vector) => new(Vector512.Floor(vector.Lower), Vector512.Floor(vector.Upper));

    /// <inheritdoc cref="Vector512.Ceiling(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<double> Ceiling(Vector1024<double> vector) => new(Vector512.Ceiling(vector.Lower), Vector512.Ceiling(vector.Upper));

    /// <inheritdoc cref="Vector512.Ceiling(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<float> Ceiling(Vector1024<float> vector) => new(Vector512.Ceiling(vector.Lower), Vector512.Ceiling(vector.Upper));

    /// <inheritdoc cref="Vector512.Truncate(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<double> Truncate(Vector1024<double> vector) => new(Vector512.Truncate(vector.Lower), Vector512.Truncate(vector.Upper));

    /// <inheritdoc cref="Vector512.Truncate(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<float> Truncate(Vector1024<float> vector) => new(Vector512.Truncate(vector.Lower), Vector512.Truncate(vector.Upper));

    /// <inheritdoc cref="Vector512.DegreesToRadians(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<double> DegreesToRadians(Vector1024<double> vector) => new(Vector512.DegreesToRadians(vector.Lower), Vector512.DegreesToRadians(vector.Upper));

    /// <inheritdoc cref="Vector512.DegreesToRadians(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<float> DegreesToRadians(Vector1024<float> vector) => new(Vector512.DegreesToRadians(vector.Lower), Vector512.DegreesToRadians(vector.Upper));

    /// <inheritdoc cref="Vector512.RadiansToDegrees(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<double> RadiansToDegrees(Vector1024<double> vector) => new(Vector512.RadiansToDegrees(vector.Lower), Vector512.RadiansToDegrees(vector.Upper));

    /// <inheritdoc cref="Vector512.RadiansToDegrees(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<float> RadiansToDegrees(Vector1024<float> vector) => new(Vector512.RadiansToDegrees(vector.Lower), Vector512.RadiansToDegrees(vector.Upper));

    /// <inheritdoc cref="Vector512.FusedMultiplyAdd(Vector512{double}, Vector512{double}, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<double> FusedMultiplyAdd(Vector1024<double> left, Vector1024<double> right, Vector1024<double> addend) =>
        new(Vector512.FusedMultiplyAdd(left.Lower, right.Lower, addend.Lower), Vector512.FusedMultiplyAdd(left.Upper, right.Upper, addend.Upper));

    /// <inheritdoc cref="Vector512.FusedMultiplyAdd(Vector512{float}, Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<float> FusedMultiplyAdd(Vector1024<float> left, Vector1024<float> right, Vector1024<float> addend) =>
        new(Vector512.FusedMultiplyAdd(left.Lower, right.Lower, addend.Lower), Vector512.FusedMultiplyAdd(left.Upper, right.Upper, addend.Upper));

    /// <inheritdoc cref="Vector512.MultiplyAddEstimate(Vector512{double}, Vector512{double}, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<double> MultiplyAddEstimate(Vector1024<double> left, Vector1024<double> right, Vector1024<double> addend) =>
        new(Vector512.MultiplyAddEstimate(left.Lower, right.Lower, addend.Lower), Vector512.MultiplyAddEstimate(left.Upper, right.Upper, addend.Upper));

    /// <inheritdoc cref="Vector512.MultiplyAddEstimate(Vector512{float}, Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector1024<float> MultiplyAddEstimate(Vector1024<float> left, Vector1024<float> right, Vector1024<float> addend) =>
        new(Vector512.MultiplyAddEstimate(left.Lower, right.Lower, addend.Lower), Vector512.MultiplyAddEstimate(left.Upper, right.Upper, addend.Upper));
}
