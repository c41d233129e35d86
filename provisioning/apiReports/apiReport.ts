import ts from 'typescript';

const asWritten = ts.createPrinter({ removeComments: true });
/** Names without the path of the file that declares them, which differs from machine to machine. */
const inFull = ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.UseAliasDefinedOutsideCurrentScope;

/**
 * Everything that can be imported from a file, by name: types as they are written, values with the type that they come
 * to. Who relies on the package relies on this.
 */
export function apiReport(program: ts.Program, file: string): string {
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const entry = source && checker.getSymbolAtLocation(source);
  if (!entry) throw new Error(`${file} exports nothing`);
  const exported = checker
    .getExportsOfModule(entry)
    .map(found => ({ name: found.name, symbol: original(checker, found) }));
  return exported
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(({ name, symbol }) => (symbol.declarations ?? []).map(one => told(checker, name, symbol, one)))
    .filter((text, index, all) => all.indexOf(text) === index)
    .join('\n\n');
}

const original = (checker: ts.TypeChecker, symbol: ts.Symbol) =>
  symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;

function told(checker: ts.TypeChecker, name: string, symbol: ts.Symbol, declared: ts.Declaration): string {
  if (ts.isInterfaceDeclaration(declared) || ts.isTypeAliasDeclaration(declared) || ts.isEnumDeclaration(declared))
    return asWritten.printNode(ts.EmitHint.Unspecified, declared, declared.getSourceFile());
  const typed = (one: ts.Symbol) =>
    checker.typeToString(checker.getTypeOfSymbolAtLocation(one, declared), declared, inFull);
  if (!ts.isClassDeclaration(declared)) return `const ${name}: ${typed(symbol)};`;
  const members = checker.getDeclaredTypeOfSymbol(symbol).getProperties().filter(isPublic);
  const bases = (declared.heritageClauses ?? []).map(clause => ` ${clause.getText()}`).join('');
  const [constructor] = declared.members.filter(ts.isConstructorDeclaration);
  const parameters = constructor?.parameters.map(one => one.getText()).join(', ');
  const lines = [
    ...(parameters === undefined ? [] : [`constructor(${parameters});`]),
    ...members.filter(one => one.declarations?.[0]?.parent === declared).map(one => `${one.name}: ${typed(one)};`),
  ];
  return [`class ${name}${bases} {`, ...lines.map(line => `  ${line}`), '}'].join('\n');
}

const isPublic = ({ declarations = [] }: ts.Symbol) =>
  declarations.every(
    one => (ts.getCombinedModifierFlags(one) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)) === 0,
  );
