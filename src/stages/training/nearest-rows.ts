import type { TreeNode } from "ml-knn";

export interface Neighbour {
  readonly row: number;
  readonly distance: number;
}

/** The tree's nodes as plain arrays, a node before those below it; -1 where there is none. */
interface FlatTree {
  readonly points: Float64Array;
  readonly rows: Int32Array;
  readonly dimensions: Int32Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
}

/**
 * The nearest stored rows by Euclidean distance, exactly those that ml-knn's own search finds in its tree, those at equal distance
 * too. Its search compares every stored row in all dimensions twice, through objects; this one goes by typed arrays, and leaves out
 * what lies farther away in one dimension alone than the worst neighbour so far.
 */
export function nearestRows(
  root: TreeNode,
  features: number,
): (point: readonly number[], count: number) => Neighbour[] {
  const tree = flatten(root, features);
  return (point, count) => {
    const best = new WorstFirst(count);
    search(tree, features, point, best, 0);
    return best.found();
  };
}

function flatten(root: TreeNode, features: number): FlatTree {
  const nodes: TreeNode[] = [];
  const children: [number, number][] = [];
  const visit = (node: TreeNode | null): number => {
    if (node === null) return -1;
    const at = nodes.push(node) - 1;
    children.push([-1, -1]);
    children[at] = [visit(node.left), visit(node.right)];
    return at;
  };
  visit(root);
  const points = new Float64Array(nodes.length * features);
  nodes.forEach(({ obj }, at) => {
    points.set(obj.slice(0, features), at * features);
  });
  return {
    points,
    rows: Int32Array.from(nodes, ({ obj }) => obj[features]!),
    dimensions: Int32Array.from(nodes, ({ dimension }) => dimension),
    left: Int32Array.from(children, ([left]) => left),
    right: Int32Array.from(children, ([, right]) => right),
  };
}

function search(
  tree: FlatTree,
  features: number,
  point: readonly number[],
  best: WorstFirst,
  at: number,
): void {
  const start = at * features;
  const left = tree.left[at]!;
  const right = tree.right[at]!;
  const dimension = tree.dimensions[at]!;
  // The tree is also split by the label that ends each point, about which a question says nothing.
  const off = dimension < features ? point[dimension]! - tree.points[start + dimension]! : 0;
  const below = left >= 0 && (right < 0 || (dimension < features && off < 0));
  const near = below ? left : right;
  const far = below ? right : left;
  if (near >= 0) search(tree, features, point, best, near);
  const { enough } = best;
  let squares = 0;
  for (let feature = 0; feature < features && squares <= enough; feature++) {
    const apart = point[feature]! - tree.points[start + feature]!;
    squares += apart * apart;
  }
  if (squares <= enough) best.offer(tree.rows[at]!, Math.sqrt(squares));
  if (far >= 0 && best.takes(Math.abs(off))) search(tree, features, point, best, far);
}

/** A binary heap of the nearest so far, the worst of them on top. */
class WorstFirst {
  private readonly most: number;
  private readonly rows: number[] = [];
  private readonly distances: number[] = [];

  constructor(most: number) {
    this.most = most;
  }

  /** A squared distance beyond which no row can be among the nearest, whatever is rounded. */
  get enough(): number {
    const full = this.rows.length === this.most;
    return full ? this.distances[0]! ** 2 * (1 + 1e-9) : Number.POSITIVE_INFINITY;
  }

  takes(distance: number): boolean {
    return this.rows.length < this.most || distance < this.distances[0]!;
  }

  offer(row: number, distance: number): void {
    if (!this.takes(distance)) return;
    this.rows.push(row);
    this.distances.push(distance);
    this.rise(this.rows.length - 1);
    if (this.rows.length > this.most) this.dropWorst();
  }

  found(): Neighbour[] {
    return this.rows.map((row, at) => ({ row, distance: this.distances[at]! }));
  }

  private dropWorst(): void {
    const [row, distance] = [this.rows.pop()!, this.distances.pop()!];
    if (this.rows.length === 0) return;
    this.rows[0] = row;
    this.distances[0] = distance;
    this.sink(0);
  }

  private rise(from: number): void {
    for (let at = from; at > 0; ) {
      const parent = (at - 1) >> 1;
      if (this.distances[at]! <= this.distances[parent]!) return;
      this.swap(at, parent);
      at = parent;
    }
  }

  private sink(from: number): void {
    for (let at = from; ; ) {
      const [one, two] = [2 * at + 1, 2 * at + 2];
      const { distances } = this;
      let worst = at;
      if (one < distances.length && distances[one]! > distances[worst]!) worst = one;
      if (two < distances.length && distances[two]! > distances[worst]!) worst = two;
      if (worst === at) return;
      this.swap(at, worst);
      at = worst;
    }
  }

  private swap(a: number, b: number): void {
    const { rows, distances } = this;
    [rows[a], rows[b]] = [rows[b]!, rows[a]!];
    [distances[a], distances[b]] = [distances[b]!, distances[a]!];
  }
}
