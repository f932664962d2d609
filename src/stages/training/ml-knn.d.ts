declare module "ml-knn" {
  /** k nearest neighbours over a k-d tree; the label is the last element of each stored point. */
  export default class KNN {
    constructor(dataset: readonly (readonly number[])[], labels: readonly number[], options?: { k?: number });
    readonly kdTree: { nearest(point: readonly number[], count: number): [number[], number][] };
  }
}
