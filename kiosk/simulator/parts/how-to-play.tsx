// How to play, in three steps. Words only.

const STEPS = [
  ['Tap a badge', 'The PIN is on the card.'],
  ['Open the door', 'Draw the key that pops out.'],
  ['Bring it back', 'Press an empty slot.'],
] as const;

export function HowToPlay() {
  return (
    <section class="how" aria-labelledby="how-title">
      <h2 id="how-title" class="visually-hidden">
        How to play
      </h2>
      <ol>
        {STEPS.map(([what, how], index) => (
          <li key={what}>
            <span class="how-number" aria-hidden="true">
              {index + 1}
            </span>
            <span>
              <strong>{what}</strong> <span class="how-more">{how}</span>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
