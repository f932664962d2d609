/** Watts of a core at work and of a gigabyte of memory, and what a data centre uses for each watt that computes. */
const [CORE, GIGABYTE, CENTRE] = [12, 0.3725, 1.67];

/**
 * An estimate of the energy of some seconds of work, in watt-hours, and no measurement: hours · (cores · 12 W + GB · 0.3725 W) · 1.67,
 * the formula and the defaults of Green Algorithms (Lannelongue, Grealey and Inouye, 2021, doi:10.1002/advs.202100707).
 */
export function wattHours(seconds: number, cores: number, gigabytes: number): number {
  return (seconds / 3600) * (cores * CORE + gigabytes * GIGABYTE) * CENTRE;
}
