/** The product's sign: two lines that change places. */
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden>
      <rect width="32" height="32" rx="8" fill="#3451b2" />
      <g fill="none" stroke="#fff" strokeWidth="2.400" strokeLinecap="round">
        <path d="M9 10h3c5 0 3 12 8 12h3" />
        <path d="M9 22h3c1.600 0 2.500-1.200 3.200-2.800M17 12.800c.7-1.600 1.500-2.800 3-2.800h3" />
      </g>
      <g fill="#fff">
        {[8, 24].flatMap((x) => [10, 22].map((y) => <circle key={`${x} ${y}`} cx={x} cy={y} r="2.200" />))}
      </g>
    </svg>
  )
}
