// sign-smithy.mjs [COUNT]: what bench-signatures does, by the signer of the JavaScript SDK. Exits 77
// where it is not installed.
let parts;
try {
  parts = [await import('@smithy/signature-v4'), await import('@aws-crypto/sha256-js')];
} catch {
  process.exit(77);
}

const [{ SignatureV4 }, { Sha256 }] = parts;
const count = Number(process.argv[2] ?? 20000);
const signer = new SignatureV4({
  credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' },
  region: 'us-east-1', service: 'batch', sha256: Sha256,
});
const body = new Uint8Array(1024).fill(120);
const start = process.cpuUsage();
for (let turn = 0; turn < count; turn++) {
  new DataView(body.buffer).setUint32(0, turn);
  await signer.sign({
    method: 'POST', protocol: 'https:', hostname: 'batch.us-east-1.amazonaws.com', path: '/v1/submitjob',
    headers: { host: 'batch.us-east-1.amazonaws.com', 'content-type': 'application/json' }, body,
  });
}
const used = process.cpuUsage(start);
console.log('per_second', Math.round(count / ((used.user + used.system) / 1e6)));
