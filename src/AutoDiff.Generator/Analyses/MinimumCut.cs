namespace AutoDiff.Generator.Analyses;

/// <summary>
/// A minimum vertex cut: the cheapest set of vertices whose removal separates the sources from the sinks. Each vertex is split into an
/// entry and an exit joined by an edge of its capacity; the other edges are unbounded. Ford and Fulkerson's augmenting paths, found
/// breadth first (Edmonds and Karp). Of several minimum cuts the one nearest to the sinks is returned.
/// </summary>
internal sealed class MinimumCut
{
    /// <summary>The capacity of what can't be cut.</summary>
    public const double Unbounded = double.PositiveInfinity;

    private const int Source = 0, Sink = 1;

    private readonly List<(int To, int Reverse)> _ends = [];
    private readonly List<double> _capacities = [];
    private readonly List<List<int>> _edges = [[], []];
    private readonly Dictionary<int, int> _entries = [];

    /// <summary>Adds a vertex, once.</summary>
    public void AddVertex(int vertex, double capacity)
    {
        int entry = _edges.Count;
        _entries[vertex] = entry;
        _edges.Add([]);
        _edges.Add([]);
        AddEdge(entry, entry + 1, capacity);
    }

    public bool Contains(int vertex) => _entries.ContainsKey(vertex);

    public void AddSource(int vertex) => AddEdge(Source, _entries[vertex], Unbounded);

    public void AddSink(int vertex) => AddEdge(_entries[vertex] + 1, Sink, Unbounded);

    public void AddDependency(int from, int to) => AddEdge(_entries[from] + 1, _entries[to], Unbounded);

    /// <summary>The vertices of the cut; null if every cut is unbounded.</summary>
    public HashSet<int>? Solve()
    {
        while (FindPath() is { } path)
        {
            double flow = path.Min(e => _capacities[e]);
            if (double.IsPositiveInfinity(flow)) return null;
            foreach (int edge in path)
            {
                _capacities[edge] -= flow;
                _capacities[_ends[edge].Reverse] += flow;
            }
        }
        // What can still reach the sink, walking residual edges backwards; cut the vertices whose exit can and whose entry can't.
        HashSet<int> reaching = [Sink];
        Queue<int> open = new([Sink]);
        while (open.Count > 0)
        {
            foreach (int edge in _edges[open.Dequeue()])
            {
                (int to, int reverse) = _ends[edge];
                if (_capacities[reverse] > 0 && reaching.Add(to)) open.Enqueue(to);
            }
        }
        return [.. _entries.Where(e => reaching.Contains(e.Value + 1) && !reaching.Contains(e.Value)).Select(e => e.Key)];
    }

    private void AddEdge(int from, int to, double capacity)
    {
        int forward = _ends.Count;
        _ends.Add((to, forward + 1));
        _capacities.Add(capacity);
        _edges[from].Add(forward);
        _ends.Add((from, forward));
        _capacities.Add(0);
        _edges[to].Add(forward + 1);
    }

    private List<int>? FindPath()
    {
        Dictionary<int, int> arrivals = new() { [Source] = -1 };
        Queue<int> open = new([Source]);
        while (open.Count > 0)
        {
            int node = open.Dequeue();
            foreach (int edge in _edges[node])
            {
                int to = _ends[edge].To;
                if (_capacities[edge] <= 0 || arrivals.ContainsKey(to)) continue;
                arrivals[to] = edge;
                if (to != Sink)
                {
                    open.Enqueue(to);
                    continue;
                }
                List<int> path = [];
                for (int at = Sink; at != Source; at = _ends[_ends[arrivals[at]].Reverse].To) path.Add(arrivals[at]);
                return path;
            }
        }
        return null;
    }
}
