// Another SMPP program at the other end. "esme PORT": binds, submits a push, answers one deliver_sm, unbinds.
// "smsc": listens, says its port, answers binds, delivers one message and answers a submit. Each event is one line of JSON.
const smpp = require('smpp');
const say = (event, data) => console.log(JSON.stringify({ event, ...data }));
// Elements of the header (without its length) and the text.
const hex = (message) => Buffer.concat([...(message.udh ?? []).map((element) => Buffer.from(element)), Buffer.from(message.message ?? [])]).toString('hex');
const push = { udh: Buffer.from('0605040b8423f0', 'hex'), message: Buffer.from('010603c4af87', 'hex') };
const registration = { udh: Buffer.from('06050442664266', 'hex'), message: Buffer.from('IMEI:860206000003972/a/b/c') };

if (process.argv[2] === 'esme') {
  const session = smpp.connect({ url: `smpp://127.0.0.1:${process.argv[3]}` }, () => {
    session.bind_transceiver({ system_id: 'platform', password: 'secret' }, (bound) => {
      say('bound', { status: bound.command_status, system_id: bound.system_id });
      session.submit_sm({ source_addr: '10654040', destination_addr: '13800000001', esm_class: 0x40, data_coding: 4, short_message: push },
        (answer) => say('submitted', { status: answer.command_status, id: answer.message_id }));
    });
  });
  session.on('deliver_sm', (pdu) => {
    say('delivered', { source: pdu.source_addr, destination: pdu.destination_addr, esm_class: pdu.esm_class, text: hex(pdu.short_message) });
    session.send(pdu.response());
    session.unbind((answer) => { say('unbound', { status: answer.command_status }); session.close(); });
  });
  session.on('error', (error) => say('error', { message: error.message }));
} else {
  const server = smpp.createServer({}, (session) => {
    session.on('bind_transceiver', (pdu) => {
      session.send(pdu.response({ system_id: 'node' }));
      session.deliver_sm({ source_addr: '13800000001', destination_addr: '10654040', esm_class: 0x40, data_coding: 4, short_message: registration },
        (answer) => say('answered', { status: answer.command_status }));
    });
    session.on('submit_sm', (pdu) => {
      say('received', { source: pdu.source_addr, destination: pdu.destination_addr, esm_class: pdu.esm_class, text: hex(pdu.short_message) });
      session.send(pdu.response({ message_id: '00ab' }));
    });
    session.on('unbind', (pdu) => { session.send(pdu.response()); say('unbound', {}); session.close(() => server.close()); });
    session.on('error', () => {});
  });
  server.listen(0, '127.0.0.1', () => say('listening', { port: server.address().port }));
}
