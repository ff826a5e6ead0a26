// Preloaded into every program that `npm start` starts. Their fourth file is a pipe to the starter: when that is gone, whatever
// ended it, the pipe closes and the program ends as if it had been asked to.
const { Socket } = require('node:net');

const pipe = new Socket({ fd: 3 });
pipe.on('close', () => process.kill(process.pid, 'SIGTERM'));
pipe.on('error', () => {});
pipe.resume();
pipe.unref();
