static partial class Tower
{
    [Differentiable]
    public static double F(double x) => F5(F5(F5(F5(x)))); // AD0020

    static double F5(double x) => F4(F4(F4(F4(F4(F4(x))))));
    static double F4(double x) => F3(F3(F3(F3(F3(F3(x))))));
    static double F3(double x) => F2(F2(F2(F2(F2(F2(x))))));
    static double F2(double x) => F1(F1(F1(F1(F1(F1(x))))));
    static double F1(double x) => x * x - 1;
}
