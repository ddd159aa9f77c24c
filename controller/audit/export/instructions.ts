// VERIFY.txt: how anybody verifies an export, with our tools and without them. Plain words, and commands that were tried.

/** The text. @param origin name of the log and of its key */
export function instructions(origin: string): string {
  return `HOW TO VERIFY THIS EXPORT

This folder holds the log of a Wardkey key cabinet, or a part of it.
The name of the log is ${origin}.

You need the public key of the cabinet from the commissioning record: one line
that begins with ${origin}+
Do not take it from the file "vkey" in this folder: whoever can forge the
folder can forge that file as well.

If you have a checkpoint that left this cabinet earlier (a small text of five
lines), use it too. It alone shows that nobody has rewritten the log since then
with the cabinet's own key.


1. WITH WARDKEY

  wardkey audit verify THIS_FOLDER --key 'KEY' --since OLD_CHECKPOINT

It needs no network and no cabinet. It ends with 0 = proved, 1 = broken,
2 = cannot be used, and says which file or entry and why.


2. WITH A BROWSER

Open verify.html, a single file that comes with Wardkey. It works without a
network and shares no program with the cabinet. Choose this folder, paste the
key, and press the button.


3. BY HAND

With a Unix shell, OpenSSL 3 and Python 3. Run the commands in this folder,
without the two spaces before each; they write into /tmp only. Begin with the
key from the record:

  KEY='${origin}+…+…'

The key in the form of OpenSSL:

  { printf '\\060\\052\\060\\005\\006\\003\\053\\145\\160\\003\\041\\000'
    printf '%s' "$KEY" | cut -d+ -f3- | base64 -d | tail -c 32
  } > /tmp/key.der

Is the manifest signed by that key? It must say "Signature Verified Successfully":

  sed '/^$/,$d' manifest > /tmp/text
  sed '1,/^$/d' manifest | grep -F -- "— \${KEY%%+*} " | cut -d' ' -f3 |
    base64 -d | tail -c 64 > /tmp/signature
  openssl pkeyutl -verify -pubin -keyform DER -inkey /tmp/key.der \\
    -rawin -in /tmp/text -sigfile /tmp/signature

Is each file the one that the manifest names? Each line must end with "OK":

  sed 1d /tmp/text | cut -d' ' -f1,3- | sed 's/ /  /' | sha256sum --check --strict

Is the checkpoint signed by that key? The same again:

  sed '/^$/,$d' checkpoint > /tmp/text
  sed '1,/^$/d' checkpoint | grep -F -- "— \${KEY%%+*} " | cut -d' ' -f3 |
    base64 -d | tail -c 64 > /tmp/signature
  openssl pkeyutl -verify -pubin -keyform DER -inkey /tmp/key.der \\
    -rawin -in /tmp/text -sigfile /tmp/signature

Do the entries give the root of the checkpoint? This is the tree of RFC 6962; it
must print the second and third line of the file "checkpoint":

  cat > /tmp/root.py <<'END'
  import base64, glob, hashlib, json, sys
  h = lambda b: hashlib.sha256(b).digest()
  peaks, size = [], 0
  def root():
      x = peaks[-1][1] if peaks else h(b'')
      for _, left in reversed(peaks[:-1]):
          x = h(b'\\1' + left + x)
      return base64.b64encode(x).decode()
  def add(n, x):
      global size
      assert size % n == 0
      size += n
      while peaks and peaks[-1][0] == n:
          n, x = 2 * n, h(b'\\1' + peaks.pop()[1] + x)
      peaks.append((n, x))
      if str(size) in sys.argv[1:]:
          print('at', size, root())
  def subtrees(name):
      for line in open(name):
          n, x = line.split()
          add(int(n), base64.b64decode(x))
  subtrees('left')
  for name in sorted(glob.glob('entries/*.ndjson')):
      for line in open(name, 'rb'):
          add(1, h(b'\\0' + line[:-1]))
          assert json.loads(line)['seq'] == size
  subtrees('right')
  print(size)
  print(root())
  END
  python3 /tmp/root.py; sed -n 2,3p checkpoint

Does the log go through your old checkpoint? Check its signature like that of
the file "checkpoint". Then run python3 /tmp/root.py SIZE with its second line
for SIZE: after "at SIZE" it must print its third line. If no line begins with
"at", that size lies among entries that are not here, or beyond the end of a log
that was cut off.

This text lies in the folder that you doubt. Compare it with one that you trust:
in the exports of any two cabinets, only the name of the log differs.


WHAT IS IN IT

  manifest       the files below, each with its SHA-256 and size, signed
  checkpoint     number of entries and root of the log, signed
  range          which entries are here
  entries/       the entries, exactly as they were hashed, one a line
  left, right    the rest of the tree before and after them
  checkpoints    older checkpoints that the cabinet kept
  notes.ndjson   texts that people typed; each entry names its text by
                 SHA-256(salt, text). Erased texts are not here, and entries
                 that name them verify all the same
  setup.json     the set-up with the names of people and keys; missing when the
                 cabinet does not keep that version any more
  log.csv        the entries with names, for reading. It proves nothing
  vkey           the key as the cabinet says it. It proves nothing
`;
}
