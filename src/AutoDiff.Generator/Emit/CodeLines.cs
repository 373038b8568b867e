namespace AutoDiff.Generator.Emit;

/// <summary>The lines of a block, indented relative to it.</summary>
internal sealed class CodeLines
{
    private const string Indent = "    ";

    /// <summary>A body that fits behind its header within this many columns is written there.</summary>
    private const int ShortLine = 120;

    private const int LongLine = 140;

    private readonly List<(string Text, bool IsEmbeddable)> _lines = [];

    public int Count => _lines.Count;

    /// <summary>One statement that may stand behind <c>if (…)</c> without braces.</summary>
    public void Statement(string text) => _lines.Add((text, true));

    /// <summary>A line that is not a statement by itself, or a declaration.</summary>
    public void Line(string text) => _lines.Add((text, false));

    /// <summary>A header with its body: on one line if short, else in braces.</summary>
    public void Block(string header, CodeLines body)
    {
        if (body.FitsBehind(header))
        {
            Line($"{header} {body._lines[0].Text}");
            return;
        }
        Line(header);
        Braces(body);
    }

    public void Braces(CodeLines body)
    {
        Line("{");
        Indented(body);
        Line("}");
    }

    public void Indented(CodeLines body)
    {
        foreach ((string text, _) in body._lines) Line(text.Length == 0 ? "" : Indent + text);
    }

    public bool FitsBehind(string header) => _lines.Count == 1 && _lines[0].IsEmbeddable && header.Length + 1 + _lines[0].Text.Length <= ShortLine;

    /// <summary>True if the lines are one <c>if</c> statement with its branches, as text: no line before it or behind it.</summary>
    public bool StartsWithOneIf => _lines.Count > 0 && _lines[0].Text.StartsWith("if (", StringComparison.Ordinal)
        && _lines.Skip(1).All(l => l.Text.Length == 0 || l.Text[0] is '{' or '}' or ' ' || l.Text.StartsWith("else", StringComparison.Ordinal));

    public void Append(CodeLines other) => _lines.AddRange(other._lines);

    /// <summary>Puts <c>else</c> before the first line, which begins an <c>if</c>.</summary>
    public void AppendElseIf(CodeLines other)
    {
        Line("else " + other._lines[0].Text);
        for (int i = 1; i < other._lines.Count; i++) _lines.Add(other._lines[i]);
    }

    public override string ToString() => string.Join("\n", _lines.SelectMany(l => Wrap(l.Text)));

    /// <summary>Breaks a long line before operators and after commas, at the least nested place.</summary>
    private static IEnumerable<string> Wrap(string line)
    {
        int margin = line.Length - line.TrimStart().Length;
        bool isContinuation = false;
        while (line.Length > LongLine && !line.TrimStart().StartsWith("//", StringComparison.Ordinal) && Break(line, margin + (isContinuation ? 0 : 8)) is > 0 and int at)
        {
            yield return line.Substring(0, at);
            line = new string(' ', margin + (isContinuation ? 0 : 4)) + line.Substring(at + 1);
            if (!isContinuation) margin += 4;
            isContinuation = true;
        }
        yield return line;
    }

    private static int Break(string line, int from)
    {
        int depth = 0, best = -1, bestRank = int.MaxValue;
        bool isQuoted = false;
        char quote = '"';
        for (int i = 0; i < LongLine - 4 && i < line.Length; i++)
        {
            char c = line[i];
            if (isQuoted)
            {
                if (c == '\\') i++;
                else if (c == quote) isQuoted = false;
                continue;
            }
            switch (c)
            {
                case '"' or '\'': isQuoted = true; quote = c; break;
                case '(' or '[': depth++; break;
                case ')' or ']': depth--; break;
                case ' ' when i > from + 40 && Looseness(line, i) is { } rank && (depth * 10) + rank <= bestRank:
                    best = i;
                    bestRank = (depth * 10) + rank;
                    break;
            }
        }
        return best;
    }

    /// <summary>How loosely the comma before a space, or the operator behind it, binds: least for the loosest; null for neither.</summary>
    private static int? Looseness(string line, int space)
    {
        if (line[space - 1] == ',') return 0;
        int end = line.IndexOf(' ', space + 1);
        return (end < 0 ? "" : line.Substring(space + 1, end - space - 1)) switch
        {
            "?" or ":" => 1,
            "||" => 2,
            "&&" => 3,
            "|" or "^" or "&" or "==" or "!=" or "<" or "<=" or ">" or ">=" => 4,
            "+" or "-" => 5,
            "*" or "/" or "%" => 6,
            _ => null,
        };
    }
}
