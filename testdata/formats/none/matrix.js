// MX(a, b, c) and D(x) are functions of this program.
function D(x) { return { x: x, re: /[(]/.test(x) }; }
function MX(a, b, c) { return a + b + c; }
console.log("MX(1, 2, 3)", D);
