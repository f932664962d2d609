declare module "ml-knn" {
  /** A node of the k-d tree: its point, and those with a smaller and a larger value in its dimension. */
  export interface TreeNode {
    readonly obj: readonly number[];
    readonly left: TreeNode | null;
    readonly right: TreeNode | null;
    readonly dimension: number;
  }
  /** k nearest neighbours over a k-d tree; the label is the last element of each stored point. */
  export default class KNN {
    constructor(dataset: readonly (readonly number[])[], labels: readonly number[], options?: { k?: number });
    readonly kdTree: {
      readonly root: TreeNode;
      nearest(point: readonly number[], count: number): [number[], number][];
    };
  }
}
